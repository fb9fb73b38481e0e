import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['send to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
  ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
  ['0x52908400098527886E0F7030069857D2E4169EE7', '0x52908400098527886E0F7030069857D2E4169EE7'],
  ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'],
  [
    'Solana wallet 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
    '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
  ],
])('in “%s” it finds %s', (text, value) => {
  expect(found('crypto-address', text)).toEqual([value]);
});

test.each([
  '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3',
  '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz',
  'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdr',
  'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi',
])('what fails the check is not found: “%s”', (text) => {
  expect(found('crypto-address', text)).toEqual([]);
});

test.each([
  ['my bitcoin address is 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3'],
  [
    'payout to wallet bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdr',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdr',
  ],
])('with a sign wrong it is found where words say what it is: “%s”', (text, value) => {
  expect(found('crypto-address', text)).toEqual([value]);
});

test.each([
  'commit 52908400098527886E0F7030069857D2E4169EE7',
  '0x0000000000000000000000000000000000000000',
  '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
  '0xdeadbeef',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('crypto-address', text)).toEqual([]);
});
