import { plainWords } from './plain-words.ts';

/** What the text of an answer may be made of beside plain words. */
export interface KnownText {
  /** Words in a row of any one of them may be said: names that stand on the page, what the rules say. */
  readonly phrases: readonly string[];
  readonly longest: number;
}

/**
 * True where a text is one line of plain words and of words that stand next to one another in one known phrase. So it
 * cannot say what stands nowhere, nor what only several names together would say; it has no address and no markup.
 */
export function isPlainlySaid(text: string, { phrases, longest }: KnownText): boolean {
  if (text === '' || text.length > longest || text !== text.trim()) return false;
  if (!/^[\p{L}\p{M}\p{N} .,:;!?'’“”"()&/+%–-]+$/u.test(text)) return false;
  if (/:\/\/|\/\/|\bwww\.|\p{L}\.\p{L}{2,}|["'“”’]{2}/u.test(text)) return false;
  const known = phrases.map(wordsOf);
  const said = wordsOf(text);
  for (let at = 0; at < said.length; ) {
    const run = plainWords.has(said[at] ?? '') ? 1 : longestRun(said, at, known);
    if (run === 0) return false;
    at += run;
  }
  return true;
}

/** How many words from `at` on stand in this order in one phrase. */
function longestRun(said: readonly string[], at: number, phrases: readonly (readonly string[])[]): number {
  let longest = 0;
  for (const phrase of phrases)
    for (let from = 0; from < phrase.length; from++) {
      let run = 0;
      while (at + run < said.length && isSame(said[at + run], phrase[from + run])) run++;
      longest = Math.max(longest, run);
    }
  return longest;
}

/** One word may be its plural or its “-ing” beside the other. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && stem(one) === stem(other);
}

function stem(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/(?:’s|'s)$/, '')
    .replace(/ies$/, 'y')
    .replace(/(?:es|s|ing|ed|e)$/, '');
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []
  );
}
