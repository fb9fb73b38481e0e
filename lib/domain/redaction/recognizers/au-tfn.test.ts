import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['TFN 123 456 782', '123 456 782'],
  ['tax file number: 876543210', '876543210'],
  ['taxFileNumber: "123456782"', '123456782'],
  ['876 543 210', '876 543 210'],
  ['TFNs: 876 543 210 and 12345', '876 543 210'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('au-tfn', text)).toEqual([value]);
});

test.each(['TFN 123 456 789', 'tax file number: 876543211'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('au-tfn', text)).toEqual([]);
  },
);

test.each(['invoice 876543210', '$876543210', 'Total: 123 456 782 EUR', 'port 876543210'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('au-tfn', text)).toEqual([]);
  },
);
