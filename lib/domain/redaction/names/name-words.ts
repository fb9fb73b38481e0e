import { plainWords } from '../context/plain-words.ts';
import { codes } from './codes.ts';
import { ambiguousNames, givenNames } from './given-names.ts';
import { brands } from './named-after.ts';
import { departments, otherWords, pointers } from './other-words.ts';
import { everydaySurnames, knownSurnames } from './surnames.ts';

/** The word as the lists have it: `Müller-Lüdenscheidt` by its first half, `O’Brien` as `obrien`. */
export function listForm(word: string): string {
  return plainWords(word.replace(/['.]/g, '').split('-')[0] ?? '').trim();
}

export function isGivenName(word: string): boolean {
  return givenNames.has(listForm(word));
}

/**
 * @param beside another word there: among capitals, a code that may be a name is taken for one
 */
export function isOtherWord(word: string, beside = ''): boolean {
  const form = listForm(word);
  if (otherWords.has(form) || otherWords.has(listForm(word.replaceAll('-', '')))) return true;
  // A form has the parts of `GitHub` apart.
  if (otherWords.has(word.toLowerCase())) return true;
  if (!codes.has(form) || !isShouted(word)) return false;
  return !(isShouted(beside) && (givenNames.has(form) || knownSurnames.has(form)));
}

/** Whether behind an announcement or a greeting no name begins with it: `Ihrem Vorgesetzten`, `Legal`. */
export function isOpening(word: string): boolean {
  const form = listForm(word);
  return departments.has(form) || pointers.test(form);
}

export function isDepartment(word: string): boolean {
  return departments.has(listForm(word));
}

/** Whether two neighbouring capitalised words are somebody: one of them at least is known to be a name. */
export function isPair(first: string, second: string): boolean {
  const [given, surname] = [listForm(first), listForm(second)];
  if (isOtherWord(first, second) || isOtherWord(second, first) || isBrand(first, second)) return false;
  if (givenNames.has(given)) return true;
  const known = knownSurnames.has(surname) && !everydaySurnames.has(surname);
  return ambiguousNames.has(given) && known;
}

/** `Ralph Lauren`, of whom nobody speaks. */
export function isBrand(first: string, second: string): boolean {
  return brands.has(`${listForm(first)} ${listForm(second)}`);
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}
