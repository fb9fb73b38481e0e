import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Passport no. 340007237', '340007237'],
  ['passport number: A12345678', 'A12345678'],
  ['Reisepass A12345678', 'A12345678'],
  ['my passport is 340007237', '340007237'],
  ['Passport number: AB123456', 'AB123456'],
  ['Passport no. C01X00T47', 'C01X00T47'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-passport', text)).toEqual([value]);
});

test.each([
  '340007237',
  'A12345678',
  'order 340007237',
  'order AB123456',
  'part C01X00T47',
  'passport control at gate 12',
  'Passport fees: 165 dollars',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('us-passport', text)).toEqual([]);
});
