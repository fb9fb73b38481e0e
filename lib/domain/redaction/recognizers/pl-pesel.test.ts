import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['PESEL 44051401359', '44051401359'],
  ['44051401359', '44051401359'],
  ['nr PESEL: 02070803628', '02070803628'],
  ['48082454449', '48082454449'], // passes Australia’s check for businesses too
])('in “%s” it finds %s', (text, value) => {
  expect(found('pl-pesel', text)).toEqual([value]);
});

test.each(['PESEL 44051401358', 'PESEL 44131401359', 'PESEL 44023101355'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('pl-pesel', text)).toEqual([]);
  },
);

test.each(['order 44051401359', 'faktura 44051401359', 'SKU 440514-01359-1'])(
  'a look-alike is left alone: “%s”',
  (text) => {
    expect(found('pl-pesel', text)).toEqual([]);
  },
);
