import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['IBAN: DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00'],
  ['GB82WEST12345698765432', 'GB82WEST12345698765432'],
  ['transfer to fr1420041010050500013m02606 now', 'fr1420041010050500013m02606'],
  ['(NL91-ABNA-0417-1643-00)', 'NL91-ABNA-0417-1643-00'],
  ['NO93 8601 1117 947, thanks', 'NO93 8601 1117 947'],
  ['MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
  ['DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('iban', text)).toEqual([value]);
});

test.each([
  ['', 'Pay DE89 3704 0044 0532 0130 01 by Friday', 'DE89 3704 0044 0532 0130 01'],
  ['', 'IBAN: GB82WEST12345698765433', 'GB82WEST12345698765433'],
  ['', 'IBAN DE89 3704 0044 0532 0130 BIC COBADEFF', 'DE89 3704 0044 0532 0130'],
  ['IBAN', 'DE89 3704 0044 0532 0130 0', 'DE89 3704 0044 0532 0130 0'],
  ['Kontonummer', 'ZZ89 3704 0044 0532 0130 00', 'ZZ89 3704 0044 0532 0130 00'],
])('mistyped in a field called “%s”, in “%s” %s is found, whole', (label, text, value) => {
  expect(found('iban', text, { label })).toEqual([value]);
  expect(found('phone', text, { label })).toEqual([]);
});

test.each([
  'GB82WEST12345698765433',
  'ZZ89 3704 0044 0532 0130 00',
  'DE89 3704 0044 0532 0130',
  'Order DE89 3704 0044 0532 0130 01',
])('what fails the check is not found: “%s”', (text) => {
  expect(found('iban', text)).toEqual([]);
});

test.each(['Room DE89 and room 3704', 'AB12 CDEF 3456', 'commit de89370400440532013000aa'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('iban', text)).toEqual([]);
  },
);
