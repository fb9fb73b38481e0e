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
])('“%s” beside the reference “%s”: %s', (name, reference, agreement) => {
  expect(nameAgreement([name], reference)).toBe(agreement);
});

test('what the page draws as a picture is no part of the reference', () => {
  expect(nameAgreement(['Profile'], 'person Profile', ['person'])).toBe('agrees');
  expect(isReadable('person Profile', ['person'])).toBe(true);
  expect(isReadable('more_vert', ['more_vert'])).toBe(false);
  expect(isReadable('\uf0f3 3+')).toBe(false);
  expect(isReadable('×')).toBe(false);
  expect(isReadable('14')).toBe(true);
});
