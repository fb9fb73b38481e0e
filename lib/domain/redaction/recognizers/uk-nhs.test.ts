import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['NHS number 943 476 5919', '943 476 5919'],
  ['9434765919 (NHS)', '9434765919'],
  ['943 476 5919', '943 476 5919'],
  ['nhs_number: 943-476-5919', '943-476-5919'],
  ['| Patient | NHS No |\n|---|---|\n| A | 9434765919 |', '9434765919'],
  ['401-023-2137', '401-023-2137'],
  ['883-621-0554', '883-621-0554'], // no area of North America
  ['676-782-7576', '676-782-7576'],
  ['499-367-4538', '499-367-4538'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('uk-nhs', text)).toEqual([value]);
});

test.each(['NHS number 943 476 5918', 'NHS no 123 456 7890', 'NHS 1111111111'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('uk-nhs', text)).toEqual([]);
  },
);

test.each([
  'ref 9434765919',
  'Order 943 476 5919',
  'call 415 555 2670',
  '215-528-0475',
  '412-555-0107',
  'build 9434765919',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('uk-nhs', text)).toEqual([]);
});
