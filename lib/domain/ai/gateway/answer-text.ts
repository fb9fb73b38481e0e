import { plainWords } from './plain-words.ts';
import { english, type WeightyWords } from './weighty-words.ts';

/** What the text of an answer may be made of beside plain words. */
export interface KnownText {
  /** What the rules say: words in a row of it may be said, as often as it takes. */
  readonly ruled: readonly string[];
  /** Names that stand on pages: words in a row of them may be said as well, but see `most`. */
  readonly names: readonly string[];
  /** How many such phrases a text may have that only names have; one where it is not told. */
  readonly most?: number;
  readonly longest: number;
}

/**
 * True where a text is one line of plain words, of phrases of the rules, and of one phrase of a name. It cannot say what
 * stands nowhere, it has no address and no markup; and since a page chooses the names of all its controls, it cannot say
 * either what only several of them together would say. `addsWeight` tells what one of them alone must not say.
 */
export function isPlainlySaid(text: string, { ruled, names, most = 1, longest }: KnownText): boolean {
  if (text === '' || text.length > longest || text !== text.trim()) return false;
  if (!/^[\p{L}\p{M}\p{N} .,:;!?'’“”"()&/+%–-]+$/u.test(text)) return false;
  if (/:\/\/|\/\/|\bwww\.|\p{L}\.\p{L}{2,}|["'“”’]{2}/u.test(text)) return false;
  const [byRules, byPages] = [ruled.map(wordsOf), names.map(wordsOf)];
  const said = wordsOf(text);
  let borrowed = 0;
  for (let at = 0; at < said.length; ) {
    const own = plainWords.has(said[at] ?? '') ? 1 : longestRun(said, at, byRules);
    const run = own || longestRun(said, at, byPages);
    if (run === 0) return false;
    if (own === 0) borrowed++;
    at += run;
  }
  return borrowed <= most;
}

/** True where a text has a word that is weighty in its language and that the rules have not. */
export function addsWeight(text: string, ruled: readonly string[], weighty: WeightyWords = english): boolean {
  const known = new Set(ruled.flatMap(wordsOf).map(weighty.stem));
  const stems = stemsOf(weighty);
  return wordsOf(text)
    .map(weighty.stem)
    .some((word) => stems.has(word) && !known.has(word));
}

const kept = new WeakMap<WeightyWords, ReadonlySet<string>>();

function stemsOf(weighty: WeightyWords): ReadonlySet<string> {
  const stems = kept.get(weighty) ?? new Set(wordsOf(weighty.words).map(weighty.stem));
  kept.set(weighty, stems);
  return stems;
}

/** How many words from `at` on stand in this order in one phrase; articles between them are no matter. */
function longestRun(said: readonly string[], at: number, phrases: readonly (readonly string[])[]): number {
  let longest = 0;
  for (const phrase of phrases)
    for (let from = 0; from < phrase.length; from++)
      longest = Math.max(longest, runOf(said, at, phrase, from));
  return longest;
}

const articles = new Set(['a', 'an', 'the', 'this', 'your']);

function runOf(said: readonly string[], at: number, phrase: readonly string[], from: number): number {
  let run = 0;
  for (let here = at, there = from; here < said.length && there < phrase.length; here++)
    if (isSame(said[here], phrase[there])) {
      there++;
      run = here + 1 - at;
    } else if (run === 0 || !articles.has(said[here] ?? '')) break;
  return run;
}

/** One word may be its plural or its “-ing” beside the other. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && stem(one) === stem(other);
}

const { stem } = english;

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []
  );
}
