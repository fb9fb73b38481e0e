import { expect, test } from 'vitest';
import { isReadable, nameAgreement } from './name-agreement.ts';

test.each([
  ['Save', 'Save', 'exact'],
  ['save  all', 'Save all', 'exact'],
  ['Generate report', '\uf019 Generate report', 'exact'],
  ['Inbox', 'Inbox 12', 'agrees'],
  ['Save', 'Save (Ctrl+S)', 'agrees'],
  ['Full name', 'Full name *', 'agrees'],
  ['Email address', 'Enter Email Address...', 'agrees'],
  ['Chapter', 'Chapter three', 'differs'],
  ['Close', '×', 'differs'],
  ['Delete', 'Remove', 'differs'],
  ['Profile', 'person Profile', 'differs'],
  ['shop/test - Stock', 'shop/test- Stock', 'agrees'],
  ['Stock room', 'Stockroom', 'differs'],
])('“%s” beside the reference “%s”: %s', (name, reference, agreement) => {
  expect(nameAgreement([name], reference)).toBe(agreement);
});

test('what the page draws as a picture is no part of the reference', () => {
  expect(nameAgreement(['Profile'], 'person Profile', ['person'])).toBe('agrees');
  expect(nameAgreement(['Schedule'], 'SCHEDULE SCHEDULE', ['schedule'])).toBe('agrees');
  expect(isReadable('person Profile', ['person'])).toBe(true);
  expect(isReadable('more_vert', ['more_vert'])).toBe(false);
  expect(isReadable('\uf0f3 3+')).toBe(false);
  expect(isReadable('×')).toBe(false);
  expect(isReadable('14')).toBe(true);
});

test('a name with which a title would be unusable is none to agree with', () => {
  expect(isReadable('LINK')).toBe(false);
  expect(isReadable('Link to the shop')).toBe(true);
  expect(isReadable('Link', [], 'menuitem')).toBe(true);
});
