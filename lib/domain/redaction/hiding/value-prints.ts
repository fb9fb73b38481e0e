import type { ValuePrints } from '../../../contracts/guides/draft.ts';
import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import type { KnownValue } from './known-values.ts';

export type Digest = (text: string) => string;

/** As many as are known at a time; and a value of more words is found by a part of it, or not at all. */
const most = 200;
const mostWords = 12;
/** What has as many digits is a number, which everybody groups in another way; and a longer one is none. */
const number = { leastDigits: 6, longest: 40 } as const;

/**
 * What tells a value wherever it is read again, without saying it: a guide's pictures are made when its texts hold it no
 * more. Words alone count, and of numbers not even those, so that a reader may see other signs and blanks.
 */
export function printsOf(known: readonly KnownValue[], salt: string, digest: Digest): ValuePrints {
  const values = known.slice(-most).flatMap(({ value, kind }) => {
    const words = wordsOf(value).map(({ text }) => text);
    if (words.length === 0 || words.length > mostWords) return [];
    const joined = words.join('');
    const asOne = isNumber(joined) && joined.length <= number.longest ? [joined] : words;
    return [{ print: digest(printed(salt, asOne)), words: asOne.length, kind }];
  });
  return { salt, values };
}

/** Where in a text one of the values stands. */
export function findPrinted(prints: ValuePrints | undefined, digest: Digest): (text: string) => HiddenPart[] {
  if (!prints || prints.values.length === 0) return () => [];
  const { salt, values } = prints;
  const kinds = new Map(values.map(({ print, kind }) => [print, kind]));
  const lengths = new Set(values.map(({ words }) => words));
  const asked = new Map<string, HiddenKind | undefined>();
  // A picture's lines are asked about alone and joined to others.
  const kindOf = (words: readonly string[]) => {
    const text = printed(salt, words);
    if (!asked.has(text)) asked.set(text, kinds.get(digest(text)));
    return asked.get(text);
  };
  return (text) => {
    const words = wordsOf(text);
    return words.flatMap(({ start }, at) =>
      [...runsFrom(words, at, lengths)].flatMap(({ run, end }) => {
        const kind = kindOf(run);
        return kind ? [{ kind, start, end }] : [];
      }),
    );
  };
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What may be a value that begins with this word: so many words, or a number of however many. */
function* runsFrom(
  words: readonly Word[],
  at: number,
  lengths: ReadonlySet<number>,
): Generator<{ run: readonly string[]; end: number }> {
  let run: readonly string[] = [];
  for (const { text, end } of words.slice(at, at + mostWords)) {
    run = [...run, text];
    if (lengths.has(run.length)) yield { run, end };
    const joined = run.join('');
    if (run.length > 1 && lengths.has(1) && joined.length <= number.longest && isNumber(joined))
      yield { run: [joined], end };
  }
}

const isNumber = (joined: string): boolean => joined.replace(/\D/g, '').length >= number.leastDigits;

const printed = (salt: string, words: readonly string[]): string => `${salt}\n${words.join(' ')}`;

/** Without the zero that is left out behind a country's code: `+44 (0)20`. */
const word = /(?<!\((?=0\)))[\p{L}\p{N}]+/gu;

const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(word), ({ index, 0: found }) => ({
    text: found.toLowerCase(),
    start: index,
    end: index + found.length,
  }));
