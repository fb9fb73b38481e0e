const pictureOf = /^Step (\d+) has no picture(?:: (.+?))?\.$/;

/** A sentence about a picture that a guide lacks, taken apart; undefined for other sentences. */
export function missingPicture(sentence: string): { step: number; reason: string | undefined } | undefined {
  const [, step, reason] = pictureOf.exec(sentence) ?? [];
  return step === undefined ? undefined : { step: Number(step), reason };
}

/** Where there are too many to name, the last sentence counts the rest. */
const rest = /^(\d+) more (steps have no picture|parts are missing)\.$/;

const mostNamed = 5;

/** What a partial guide lacks, in a few words: `No pictures in steps 2 and 4. A part of the recording is missing.` */
export function missingInShort(sentences: readonly string[]): string {
  const steps = sentences.flatMap((sentence) => missingPicture(sentence)?.step ?? []);
  const counted = sentences.flatMap((sentence) => {
    const [, count, what] = rest.exec(sentence) ?? [];
    return count ? [{ count: Number(count), pictures: what?.startsWith('steps') }] : [];
  });
  const sum = (pictures: boolean) =>
    counted.reduce((total, one) => total + (one.pictures === pictures ? one.count : 0), 0);
  const others = sentences.length - steps.length - counted.length + sum(false);
  const lost = steps.length + sum(true);
  const named = steps.slice(0, mostNamed).map(String);
  if (lost > named.length) named.push(`${lost - named.length} more`);
  return [
    lost === 1 && `No picture in step ${named}.`,
    lost > 1 && `No pictures in steps ${list.format(named)}.`,
    others === 1 && 'A part of the recording is missing.',
    others > 1 && `${others} parts of the recording are missing.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const list = new Intl.ListFormat('en');
