import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Medicare 2123 45670 1', '2123 45670 1'],
  ['Medicare card number: 2123456701', '2123456701'],
  ['2123 45670 1', '2123 45670 1'],
  ['Medicare 2123456701/2', '2123456701/2'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('au-medicare', text)).toEqual([value]);
});

test.each(['Medicare 2123 45671 1', 'Medicare 7123 45670 1', 'Medicare 2123 45670 0'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('au-medicare', text)).toEqual([]);
  },
);

test.each(['order 2123456701', 'serial 2123456701', '2123456701 bytes'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('au-medicare', text)).toEqual([]);
  },
);
