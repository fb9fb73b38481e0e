import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['PAN ABCPE1234F', 'ABCPE1234F'],
  ['ABCPE1234F', 'ABCPE1234F'],
  ['pan card: abcpe1234f', 'abcpe1234f'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('in-pan', text)).toEqual([value]);
});

test.each(['PAN ABCXE1234F', 'PAN ABCPE12345'])('what no PAN is written like is not found: “%s”', (text) => {
  expect(found('in-pan', text)).toEqual([]);
});

test.each(['part no. ABCPE1234F', 'SKU ABCPE1234F', 'see abcpe1234f', 'XABCPE1234F'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('in-pan', text)).toEqual([]);
  },
);
