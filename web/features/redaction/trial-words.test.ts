import { expect, test } from 'vitest';
import { neverRead } from './never-read.ts';
import { trialWords } from './trial-words.ts';

const card = { kind: 'card', start: 0, end: 19, words: 'a card number' } as const;
const typed =
  'Typed into a field called so, it is never read: the field is taken for one with payment details.';

test.each([
  ['Note', true, [], 'Nothing is hidden.'],
  ['Note', true, [card, card], 'Hidden: a card number.'],
  ['IBAN', true, [], `In texts it is not hidden. ${typed}`],
  ['Card number', true, [card], `Hidden in texts: a card number. ${typed}`],
  ['Card number', false, [], 'A site rule says so.'],
])(
  'of a text by a field called %j (its page may be recorded: %j) is said what is true',
  (label, mayRecord, parts, words) => {
    expect(trialWords({ text: '4111 1111 1111 1111', mayRecord, parts }, neverRead(label))).toBe(words);
  },
);

test('of no text nothing is said but how the field is taken', () => {
  expect(trialWords({ text: ' ', mayRecord: true, parts: [] }, neverRead('IBAN'))).toBe(typed);
});
