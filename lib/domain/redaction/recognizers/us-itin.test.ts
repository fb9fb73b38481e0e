import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['ITIN 912-70-1234', '912-70-1234'],
  ['912-70-1234', '912-70-1234'],
  ['individual taxpayer identification number: 912 70 1234', '912 70 1234'],
  ['itin=912701234', '912701234'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-itin', text)).toEqual([value]);
});

test.each(['ITIN 912-49-1234', 'ITIN 812-70-1234', 'ITIN 912-93-1234', 'ITIN 912-89-1234'])(
  'what was never given out is not found: “%s”',
  (text) => {
    expect(found('us-itin', text)).toEqual([]);
  },
);

test.each(['912701234', 'invoice 912-70-1234', 'phone ext 912-70'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('us-itin', text)).toEqual([]);
  },
);
