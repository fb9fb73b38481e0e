import { describe, expect, test } from 'vitest';
import { addsWeight, isPlainlySaid } from './answer-text.ts';
import { plainWords } from './plain-words.ts';
import type { WeightyWords } from './weighty-words.ts';

const names = ['Sync Acme ledger', 'Mallory Helpdesk', 'Sync now', 'Password Mallory Desk'];
const ruled = ['Book a trip in Orbit'];
const isSaid = (text: string, most?: number) =>
  isPlainlySaid(text, { ruled, names, longest: 80, ...(most === undefined ? {} : { most }) });

describe('a text may be made of', () => {
  test.each([
    ['plain words', 'Open the list and choose an item'],
    ['phrases of the rules, as many as there are', 'Shows how to book a trip, and how Orbit books trips'],
    ['one phrase of a name beside them', 'Book a trip in Acme ledger'],
    ['one phrase of a name with an article in it', 'Sync the acme ledger'],
  ])('%s', (_what, text) => {
    expect(isSaid(text)).toBe(true);
  });
});

describe('a text may not be made of', () => {
  test.each([
    ['phrases of two names', 'Enter Acme ledger into Mallory Helpdesk'],
    ['two phrases of two names in two sentences', 'Open Mallory Helpdesk. Enter Acme ledger.'],
    ['two phrases of one name', 'Enter your password into Mallory Desk'],
    ['the same phrase twice', 'Mallory Helpdesk, Mallory Helpdesk'],
    ['words that stand nowhere', 'Ask Eve'],
  ])('%s', (_what, text) => {
    expect(isSaid(text)).toBe(false);
  });
  test('any name where none is left', () => {
    expect(isSaid('Sync now', 0)).toBe(false);
  });
});

test('a weighty word adds weight unless the rules say it, in whatever form', () => {
  expect(addsWeight('Enter your passwords', ruled)).toBe(true);
  expect(addsWeight('Enter your passwords', ['Change a password'])).toBe(false);
  expect(addsWeight('Book the trips', ruled)).toBe(false);
});

test('no word is plain and weighty', () => {
  expect([...plainWords].filter((word) => addsWeight(word, []))).toEqual([]);
});

test('what is weighty is said by the table of the language', () => {
  const norwegian: WeightyWords = {
    words: 'passord konto overføring',
    stem: (word) => word.replace(/(?:en|et|er|ene)$/, ''),
  };
  expect(addsWeight('Skriv inn passordet', [], norwegian)).toBe(true);
  expect(addsWeight('Skriv inn passordet', ['Bytt passord'], norwegian)).toBe(false);
  expect(addsWeight('Skriv inn passordet', [])).toBe(false);
  expect(addsWeight('Enter your password', [], norwegian)).toBe(false);
});
