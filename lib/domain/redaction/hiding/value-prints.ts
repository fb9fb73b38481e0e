import type { ValuePrints } from '../../../contracts/guides/draft.ts';
import type { HiddenPart } from '../../../contracts/redaction/policy.ts';
import type { KnownValue } from './known-values.ts';

/** SHA-256 or as good, which this part of the code has no way to make: it runs in browsers too. */
export type Digest = (text: string) => string;

/** As many as are known at a time; and a value of more words is found by a part of it, or not at all. */
const most = 200;
const mostWords = 12;

/**
 * What tells a value wherever it is read again, without saying it: a guide's pictures are made when its texts hold it no
 * more. Words alone count, so that a reader may see other signs and blanks.
 */
export function printsOf(known: readonly KnownValue[], salt: string, digest: Digest): ValuePrints {
  const values = known.slice(-most).flatMap(({ value, kind }) => {
    const words = wordsOf(value).map(({ text }) => text);
    if (words.length === 0 || words.length > mostWords) return [];
    return [{ print: digest(printed(salt, words)), words: words.length, kind }];
  });
  return { salt, values };
}

/** Where in a text one of the values stands. */
export function findPrinted(prints: ValuePrints | undefined, digest: Digest): (text: string) => HiddenPart[] {
  if (!prints) return () => [];
  const { salt, values } = prints;
  const kinds = new Map(values.map(({ print, kind }) => [print, kind]));
  const lengths = [...new Set(values.map(({ words }) => words))];
  return (text) => {
    const words = wordsOf(text);
    return lengths.flatMap((length) =>
      words.flatMap(({ start }, at) => {
        const run = words.slice(at, at + length);
        const last = run.at(-1);
        if (!last || run.length < length) return [];
        const kind = kinds.get(
          digest(
            printed(
              salt,
              run.map((word) => word.text),
            ),
          ),
        );
        return kind ? [{ kind, start, end: last.end }] : [];
      }),
    );
  };
}

const printed = (salt: string, words: readonly string[]): string => `${salt}\n${words.join(' ')}`;

const wordsOf = (text: string) =>
  Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ index, 0: word }) => ({
    text: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
