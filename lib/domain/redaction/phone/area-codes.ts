/*
 * Areas of North America to which numbers are given out, as the NANPA lists them, and 555, which stands for one in
 * examples. What is not here begins no telephone number there.
 */
const given =
  '201-210 212-220 223-229 231 234-236 239 240 242 246 248-254 256 257 260 262-264 267-270 272 274 276 279 281 283 284 289 ' +
  '301-310 312-321 323-327 329-332 334 336 337 339-341 343 345-347 350-354 357 360 361 363-365 367-369 380 382 385 386 ' +
  '401-410 412-419 423-425 428 430-432 434-438 440-443 445 447 448 450 456-458 463 464 468-475 478-480 483 484 ' +
  '500-510 512-520 530 531 534 539-541 548 551 555 557 559 561-564 567 570-575 579-582 584-587 ' +
  '600-610 612-624 626 628-631 636 639-641 645-647 649-651 656-662 664 667 669-672 678-684 686 689 ' +
  '700-710 712-721 724-732 734 737 740 742 743 747 753 754 757 758 760 762 763 765 767 769-775 778-787 ' +
  '800-810 812-821 825 826 828-833 835 837-840 843-845 847-850 854-870 872 873 876-879 888 ' +
  '900-910 912-920 924 925 928-931 934-943 945 947-949 951 952 954 956 959 970-973 975 978-980 983-986 989';

const areas = new Set(
  given.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, place) => from + place);
  }),
);

/** Whether ten digits can be dialled in North America: an area that exists, and an exchange in it. */
export function isNorthAmerican(digits: string): boolean {
  return areas.has(Number(digits.slice(0, 3))) && /^\d{3}[2-9](?!11)/.test(digits);
}
