import { expect, test } from 'vitest';
import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import { isPhrase, sayPhrases, withoutPhrases } from './phrases.ts';

test.each([
  ['Type “an e-mail address” in **E-mail**', 'Type an e-mail address in **E-mail**'],
  ['Set **Born** to **a date of birth**', 'Set **Born** to the date of birth'],
  ['Click **a person’s name**', 'Click the person’s name'],
  ['Click **Edit** in the “a person’s name” row', 'Click **Edit** in the row with a person’s name'],
  ['Click **Edit** under “[a person’s name]”', 'Click **Edit** under the person’s name'],
  ['Click the **an e-mail address** link', 'Click the link with an e-mail address'],
  ['Click **Edit** for “a person’s name”', 'Click **Edit** for the person’s name'],
  [
    'Click the **a phone number** column header in the “[a person’s name]” table',
    'Click the column header with a phone number in the table with a person’s name',
  ],
])('“%s” is said as “%s”', (sentence, said) => {
  expect(sayPhrases(sentence)).toBe(said);
  expect(sayPhrases(said)).toBe(said);
});

test.each([
  'Type “Dear [a person’s name], hello” in **Note**',
  'Click **Save**',
  'Type “a card” in **Note**',
  'Click **Add a phone number** in the “Profile” dialog',
])('“%s” stays as it is', (sentence) => {
  expect(sayPhrases(sentence)).toBe(sentence);
});

test('every kind’s words are told from what a page may say', () => {
  for (const phrase of Object.values(kindWords)) {
    expect(isPhrase(phrase)).toBe(true);
    expect(withoutPhrases(phrase)).toMatch(/^x+$/);
    expect(withoutPhrases(`See [${phrase}] there`)).toMatch(/^See x+ there$/);
    expect(withoutPhrases(`Add ${phrase} there`)).toBe(`Add ${phrase} there`);
  }
});
