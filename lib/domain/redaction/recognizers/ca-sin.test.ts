import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['SIN 130 692 544', '130 692 544'],
  ['mon NAS: 130-692-544', '130-692-544'],
  ['130-692-544', '130-692-544'],
  ['socialInsuranceNumber=130692544', '130692544'],
  ['SIN: 046 454 286', '046 454 286'],
  ['numeroDAssuranceSociale=130692544', '130692544'],
  ['948-716-154', '948-716-154'],
  ['SIN 948 716 154', '948 716 154'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('ca-sin', text)).toEqual([value]);
});

test.each(['SIN 130 692 545', 'SIN 111 111 111', 'NAS 046-454 286'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('ca-sin', text)).toEqual([]);
  },
);

test.each([
  'order 130692544',
  '130 692 544 kr',
  '1 130 692 544',
  'Total 130 692 544',
  'cos(130692544) = 0.3',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('ca-sin', text)).toEqual([]);
});

test('what passes Australia’s check too is Canadian with hyphens or in Canada, and Australian with blanks', () => {
  expect(found('au-tfn', '948 716 154')).toEqual(['948 716 154']);
  expect(found('au-tfn', '948-716-154')).toEqual([]);
  expect(found('ca-sin', '948 716 154', { region: 'CA' })).toEqual(['948 716 154']);
});
