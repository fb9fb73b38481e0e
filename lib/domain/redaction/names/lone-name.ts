import { letter, upper } from '../text/letters.ts';
import { ambiguousNames } from './given-names.ts';
import { isDepartment, isGivenName, isOtherWord, listForm } from './name-words.ts';
import { everydaySurnames, knownSurnames, tradeSurnames } from './surnames.ts';

const word = new RegExp(`^[${letter}][${letter}'-]{2,40}$`);
/** Days and months cut short that are names as well, and what people are called in examples. */
const others: ReadonlySet<string> = new Set(['jan', 'jun', 'mar', 'sun', 'example', 'sample']);

/** Whether a word that was told to be somebody's name is that wherever it stands alone: `Will`, `May` and `Rose` are not. */
export function isNameAlone(text: string): boolean {
  const form = listForm(text);
  if (!word.test(text) || isOtherWord(text) || isDepartment(text) || others.has(form)) return false;
  return ![ambiguousNames, everydaySurnames, tradeSurnames].some((words) => words.has(form));
}

/** As it may be written elsewhere: with a capital, as it was typed, and small, as addresses have it. */
export function writingsAlone(name: string): string[] {
  const small = name.toLowerCase();
  const inAddresses = isGivenName(name) ? 4 : 5;
  return [
    ...new Set([
      name,
      withCapital(small),
      name.toUpperCase(),
      ...(name.length >= inAddresses ? [small] : []),
    ]),
  ];
}

export function withCapital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const before = new RegExp(`(?<![${letter}])([${upper}][${letter}'-]{1,30}) $`);
const behind = new RegExp(`^ (?:([${upper}][${letter}'-]{1,30})|[${upper}]\\.)(?![${letter}])`);
const reach = 40;

/** With the other half of the name, where the lists know it or it is cut to its first letter. */
export function withOtherHalf(text: string, start: number, end: number): { start: number; end: number } {
  const [first, given = ''] = before.exec(text.slice(Math.max(0, start - reach), start)) ?? [];
  const [last, family] = behind.exec(text.slice(end, end + reach)) ?? [];
  const isGiven = isGivenName(given) || ambiguousNames.has(listForm(given));
  const isFamily = family === undefined || knownSurnames.has(listForm(family));
  return {
    start: first && isGiven ? start - first.length : start,
    end: last && isFamily ? end + last.length : end,
  };
}
