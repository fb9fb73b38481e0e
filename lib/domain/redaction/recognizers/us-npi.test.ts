import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['NPI 1234567893', '1234567893'],
  ['National Provider Identifier: 1245319599', '1245319599'],
  ['{"providerNpi": "1234567893"}', '1234567893'],
  ['1234567893 (NPI)', '1234567893'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-npi', text)).toEqual([value]);
});

test.each(['NPI 1234567894', 'NPI 3234567893', 'provider id 1245319598'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('us-npi', text)).toEqual([]);
  },
);

test.each(['call id 1234567893', 'timestamp 1234567893', 'Show 1234567893 rows'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('us-npi', text)).toEqual([]);
  },
);
