import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['ABN 51 824 753 556', '51 824 753 556'],
  ['51824753556', '51824753556'],
  ['Australian Business Number: 51-824-753-556', '51-824-753-556'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('au-abn', text)).toEqual([value]);
});

test.each(['ABN 51 824 753 557', 'ABN 10 000 000 000'])('what fails the check is not found: “%s”', (text) => {
  expect(found('au-abn', text)).toEqual([]);
});

test.each(['order 51824753556', '10.193.243.109', 'id 51824753556'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('au-abn', text)).toEqual([]);
  },
);
