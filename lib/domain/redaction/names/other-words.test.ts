import { expect, test } from 'vitest';
import { codes } from './codes.ts';
import { ambiguousNames, givenNames } from './given-names.ts';
import { isOtherWord } from './name-words.ts';
import { departments, otherWords, pointers } from './other-words.ts';
import { everydaySurnames, knownSurnames, tradeSurnames } from './surnames.ts';

const isName = (word: string) =>
  [givenNames, ambiguousNames, knownSurnames, everydaySurnames, tradeSurnames].some((names) =>
    names.has(word),
  );

test('no name is told to be nobody’s, but for those that are words of every page', () => {
  const pages = ['street', 'lane', 'park', 'case', 'day', 'field', 'page', 'price'];
  expect([...otherWords].filter(isName).sort()).toEqual(pages.sort());
});

test('a department that is a surname is on no other list, and no article is a given name', () => {
  expect([...departments].filter((word) => otherWords.has(word) || isName(word))).toEqual([]);
  expect([...givenNames].filter((name) => pointers.test(name))).toEqual([]);
});

test('a code is one in capitals alone, and stands in one list', () => {
  expect([...codes].filter((code) => otherWords.has(code))).toEqual([]);
  for (const code of codes) {
    const word = code.charAt(0).toUpperCase() + code.slice(1);
    expect([word, isOtherWord(word), isOtherWord(code), isOtherWord(code.toUpperCase())]).toEqual([
      word,
      false,
      false,
      true,
    ]);
  }
});

test('among capitals a code that is a name as well is taken for the name', () => {
  expect([...codes].filter(isName)).toEqual(['ron', 'swift']);
  expect([isOtherWord('RON', 'WEASLEY'), isOtherWord('RON', 'Keller'), isOtherWord('EUR', 'KELLER')]).toEqual(
    [false, true, true],
  );
});
