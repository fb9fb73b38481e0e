import { expect, test } from 'vitest';
import { neverRead } from './never-read.ts';

test.each([
  ['Password', { words: 'a password', whole: true }],
  ['newPassword', { words: 'a password', whole: true }],
  ['Verification code', { words: 'a one-time code', whole: true }],
  ['Card number', { words: 'payment details', whole: false }],
  ['Passport number', { words: 'a secret', whole: false }],
  ['Boarding pass', undefined],
  ['Note', undefined],
  ['', undefined],
])('what is typed into a field called %j', (label, expected) => {
  expect(neverRead(label)).toEqual(expected);
});
