import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['SSN: 219-09-9998', '219-09-9998'],
  ['my social security number is 219 09 9998.', '219 09 9998'],
  ['219-09-9998', '219-09-9998'],
  ['"ssn":"219099998"', '219099998'],
  ['219‑09‑9998', '219‑09‑9998'],
  ['His SSN (219.09.9998) is on file', '219.09.9998'],
  ['219099998 is my SSN', '219099998'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-ssn', text)).toEqual([value]);
});

test.each([
  'SSN: 000-12-3456',
  'SSN: 666-12-3456',
  'SSN: 912-12-3456',
  'SSN: 219-00-9998',
  'SSN: 219-09-0000',
])('what was never given out is not found: “%s”', (text) => {
  expect(found('us-ssn', text)).toEqual([]);
});

test.each([
  '219099998',
  'order 219-09-9998',
  '2024-09-12',
  '219-099-998',
  'SKU 219-09-99981',
  'part 219-09-9998-A',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('us-ssn', text)).toEqual([]);
});
