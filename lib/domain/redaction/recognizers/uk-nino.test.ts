import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['NI number AB 12 34 56 C', 'AB 12 34 56 C'],
  ['AB123456C', 'AB123456C'],
  ['National Insurance: ab123456c', 'ab123456c'],
  ['JK-12-34-56-D', 'JK-12-34-56-D'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('uk-nino', text)).toEqual([value]);
});

test.each(['NINO BG123456A', 'NINO QQ123456C', 'NINO AO123456C', 'NINO AB123456E', 'NINO GB123456A'])(
  'what HMRC does not give out is not found: “%s”',
  (text) => {
    expect(found('uk-nino', text)).toEqual([]);
  },
);

test.each(['see ab123456c', 'part AB123456C', 'SKU AB123456C', 'AB1234567C'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('uk-nino', text)).toEqual([]);
  },
);
