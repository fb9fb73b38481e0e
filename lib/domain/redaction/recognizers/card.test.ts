import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Card 4111 1111 1111 1111, exp 12/27', '4111 1111 1111 1111'],
  ['4111111111111111', '4111111111111111'],
  ['paid with 5500-0000-0000-0004 today', '5500-0000-0000-0004'],
  ['Amex 3782 822463 10005', '3782 822463 10005'],
  ['Diners: 3056 930902 5904', '3056 930902 5904'],
  ['Mastercard der 2er-Reihe 2221 0000 0000 0009', '2221 0000 0000 0009'],
  ['カード番号：４１１１１１１１１１１１１１１１', '４１１１１１１１１１１１１１１１'],
  ['4111 1111 1111 1111', '4111 1111 1111 1111'],
  ['{"cardNumber":"4111111111111111"}', '4111111111111111'],
  ['1,4111111111111111,open', '4111111111111111'],
  ['Kreditkarte 6304000000000000', '6304000000000000'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('card', text)).toEqual([value]);
});

test.each([
  ['', 'Card 4111 1111 1111 1112', '4111 1111 1111 1112'],
  ['Card number', '4111111111111110', '4111111111111110'],
  ['', 'Amex 3782 822463 10006', '3782 822463 10006'],
])('mistyped in a field called “%s”, in “%s” %s is found', (label, text, value) => {
  expect(found('card', text, { label })).toEqual([value]);
});

test.each(['4111111111111110', 'Order 5500-0000-0000-0005', 'Card 4111 1111 1113'])(
  'what fails the check is not found: “%s”',
  (text) => {
    expect(found('card', text)).toEqual([]);
  },
);

test.each([
  '0000 0000 0000 0000',
  'version 4111.1111',
  'https://example.com/items/4111111111111111/edit',
  'sha 4111111111111111abcdef',
  'ORD-4111111111111111',
  'price 4 111 111.11',
  '4111-1111',
  '0.4111111111111111',
  'tracking 4111111111111111111111',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('card', text)).toEqual([]);
});
