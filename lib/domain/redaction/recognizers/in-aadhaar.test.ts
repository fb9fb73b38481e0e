import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Aadhaar 2341 2341 2346', '2341 2341 2346'],
  ['2341-2341-2346', '2341-2341-2346'],
  ['aadhaar_number: 234123412346', '234123412346'],
  ['आधार २३४१ २३४१ २३४६', '२३४१ २३४१ २३४६'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('in-aadhaar', text)).toEqual([value]);
});

test.each(['Aadhaar 2341 2341 2347', 'Aadhaar 1341 2341 2346', 'Aadhaar 2222 2222 2222'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('in-aadhaar', text)).toEqual([]);
  },
);

test.each(['order 234123412346', '4234 2341 2341 2346', 'EAN 234123412346'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('in-aadhaar', text)).toEqual([]);
  },
);
