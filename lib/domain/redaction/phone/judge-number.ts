import type { Strength } from '../evidence.ts';
import { isInternationalNumber, isNationalNumber } from './numbering-plans.ts';

/** A number as it is written: its groups, what parts them, and whether a plus stands in front. */
export interface WrittenNumber {
  readonly sizes: readonly number[];
  readonly separators: readonly string[];
  readonly digits: string;
  /** As it stands in the text, without a plus or bracket in front. */
  readonly written: string;
  readonly plus: boolean;
  readonly bracketed: boolean;
}

/** How surely this is a telephone number by its form alone; undefined where it cannot be one. */
export function judgeNumber(number: WrittenNumber, region: string | undefined): Strength | undefined {
  const { digits, plus } = number;
  if (digits.length < 7 || digits.length > 15) return undefined;
  if (/^(\d)\1*$/.test(digits) || isDate(number)) return undefined;
  if (plus) return international(digits);
  if (/^(?:00|011)[1-9]/.test(digits) && digits.length >= 11) {
    const valid = isInternationalNumber(digits.replace(/^(?:00|011)/, ''));
    if (valid) return separated(number) ? 'strong' : 'weak';
  }
  const known = northAmerican(number) ?? national(number, region);
  if (known) return known;
  return number.sizes.every((size, place) => size > 1 || place === 0) ? 'shape' : undefined;
}

function international(digits: string): Strength {
  if (isInternationalNumber(digits) || isInternationalNumber(digits.replace(/^(\d{2,3})0/, '$1')))
    return 'proof';
  return digits.length >= 9 ? 'strong' : 'shape';
}

/** Area, exchange, line: 3-3-4, whose first two begin with 2 to 9 where they were really given out. */
function northAmerican({ sizes, separators, digits, bracketed }: WrittenNumber): Strength | undefined {
  const shape = sizes.join('-');
  const plausible = /^[2-9]\d\d[2-9]/.test(digits.slice(-10));
  if (shape === '3-3-4' || (shape === '1-3-3-4' && digits.startsWith('1')))
    return bracketed || plausible || separators.some((one) => /[-.]/.test(one)) ? 'strong' : 'weak';
  if (
    separators[0] !== '.' &&
    /^1-10$|^3-7$/.test(shape) &&
    /^[2-9]/.test(shape === '3-7' ? digits : digits.slice(1))
  )
    return bracketed ? 'strong' : 'weak';
  if (shape === '10' || (shape === '11' && digits.startsWith('1'))) return plausible ? 'weak' : 'shape';
  return undefined;
}

function national(number: WrittenNumber, region: string | undefined): Strength | undefined {
  const { digits, sizes } = number;
  const shape = sizes.join('-');
  const parted = separated(number);
  if (region !== undefined && isNationalNumber(digits, region)) return parted ? 'strong' : 'weak';
  if (/^0[1-9]/.test(digits) && digits.length >= 9 && digits.length <= 12) {
    if (parted && isTrunkShape(number)) return shape === '5-4' ? 'weak' : 'strong'; // or an American postcode
    return isBareNumber(digits) ? (sizes.length === 1 ? 'strong' : 'weak') : 'weak';
  }
  if (shape === '5-5' && /^[6-9]/.test(digits)) return 'strong'; // India
  if (shape === '3-4-4' && /^1[3-9]/.test(digits)) return 'strong'; // China
  if (shape === '4-3-3' && /^1[38]00/.test(digits)) return 'strong'; // Australia's and others' service numbers
  if (/^2-[45]-4$/.test(shape) && number.bracketed) return 'strong'; // Brazil
  if (/^2-5-4$/.test(shape) && digits[2] === '9') return 'strong';
  if (/^3-2-2-2$/.test(shape) && /^[6-9]/.test(digits)) return 'strong'; // Spain
  if (shape === '2-3-2-2') return 'strong'; // Poland, Belgium, Switzerland
  if (/^(?:3-3-3|3-2-2-2|2-3-2-2|3-3-2-2|2-2-2-2|4-4|3-2-3|2-3-3)$/.test(shape)) return 'weak';
  return undefined;
}

/** After a trunk zero: an area code of two to five digits, then the line in groups. */
function isTrunkShape({ sizes, separators }: WrittenNumber): boolean {
  const [area = 0, ...line] = sizes;
  if (area < 2 || area > 5 || sizes.length > 6) return false;
  return line.every((size, place) => size >= 2 || (place === line.length - 1 && separators.at(-1) === '-'));
}

/** Bare numbers with a trunk zero of the lengths of Britain, France, Germany, Australia and the like; few others begin so. */
function isBareNumber(digits: string): boolean {
  return /^(?:07[1-9]\d{8}|0[1-9]\d{8}|01[567]\d{8,9}|03[0-4]\d{9}|08[1-9]\d{8})$/.test(digits);
}

/** Days, years and moments in figures, alone or among others. */
function isDate({ written, plus }: WrittenNumber): boolean {
  if (plus) return false;
  return (
    /(?:^|\D)(?:[0-3]?\d([./-])[01]?\d\1(?:19|20)\d\d|(?:19|20)\d\d([./-])[01]?\d\2[0-3]?\d)(?:\D|$)/.test(
      written,
    ) || /^(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d|(?:0[1-9]|1[0-2])[0-3]\d(?:\d{6})?)$/.test(written)
  );
}

function separated({ separators }: WrittenNumber): boolean {
  return separators.length > 0;
}
