import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['MBI 1EG4-TE5-MK73', '1EG4-TE5-MK73'],
  ['1EG4TE5MK73', '1EG4TE5MK73'],
  ['Medicare ID: 1eg4te5mk73', '1eg4te5mk73'],
  ['1EG4-TE5-MK73', '1EG4-TE5-MK73'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-mbi', text)).toEqual([value]);
});

test.each(['MBI 1SG4-TE5-MK73', 'MBI 0EG4-TE5-MK73', 'MBI 1EG4-TE5-M773'])(
  'what no MBI is written like is not found: “%s”',
  (text) => {
    expect(found('us-mbi', text)).toEqual([]);
  },
);

test.each(['see 1eg4te5mk73', 'SKU 1EG4TE5MK73', '1EG4-TE5-MK733'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('us-mbi', text)).toEqual([]);
  },
);
