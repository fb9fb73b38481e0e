import { plainWords } from '../context/plain-words.ts';
import { ambiguousNames, givenNames } from './given-names.ts';
import { otherWords } from './other-words.ts';
import { everydaySurnames, knownSurnames } from './surnames.ts';

/** The word as the lists have it: `Müller-Lüdenscheidt` by its first half, `O’Brien` as `obrien`. */
export function listForm(word: string): string {
  return plainWords(word.replace(/['.]/g, '').split('-')[0] ?? '').trim();
}

export function isGivenName(word: string): boolean {
  return givenNames.has(listForm(word));
}

export function isOtherWord(word: string): boolean {
  return otherWords.has(listForm(word)) || otherWords.has(listForm(word.replaceAll('-', '')));
}

/** Whether two neighbouring capitalised words are somebody: one of them at least is known to be a name. */
export function isPair(first: string, second: string): boolean {
  const [given, surname] = [listForm(first), listForm(second)];
  if (otherWords.has(given) || otherWords.has(surname)) return false;
  if (givenNames.has(given)) return !isShouted(second) || isShouted(first) || knownSurnames.has(surname);
  const known = knownSurnames.has(surname) && !everydaySurnames.has(surname);
  return ambiguousNames.has(given) && known;
}

/** Whether the word behind a name is a code and no more of it: `EUR`, `VIP`, behind words in small letters. */
export function isCodeBehind(word: string, before: string): boolean {
  return isShouted(word) && word.length <= 3 && !isShouted(before) && !knownSurnames.has(listForm(word));
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}
