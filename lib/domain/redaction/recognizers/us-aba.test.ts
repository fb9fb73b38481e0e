import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['routing number 021000021', '021000021'],
  ['ABA: 121000358', '121000358'],
  ['Routing no 0711-0130-7', '0711-0130-7'],
  ['"routingNumber":"021000021"', '021000021'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('us-aba', text)).toEqual([value]);
});

test.each(['routing number 021000022', 'ABA 421042111', 'ABA: 000000000'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('us-aba', text)).toEqual([]);
  },
);

test.each(['Order 021000021', 'We sold 021000021 units', '021000021 views'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('us-aba', text)).toEqual([]);
  },
);
