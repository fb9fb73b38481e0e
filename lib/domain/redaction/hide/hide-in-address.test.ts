import { expect, test } from 'vitest';
import { standardRules } from '../../../contracts/redaction/policy.ts';
import { compilePolicy } from '../policy/compile-policy.ts';
import { re2Engine } from '../policy/re2-engine.ts';
import { hideInAddress } from './hide-in-address.ts';

const { find } = compilePolicy(standardRules, re2Engine);
const hide = (address: string) => decodeURIComponent(hideInAddress(find, address).address);

test.each([
  ['in the path', 'https://x.io/users/jo%40x.io/edit', 'https://x.io/users/…/edit'],
  ['in a parameter', 'https://x.io/?q=jo%40x.io&page=2', 'https://x.io/?q=…&page=2'],
  ['with blanks', 'https://x.io/?card=4111+1111+1111+1111', 'https://x.io/?card=…'],
  ['in a fragment', 'https://x.io/#/users/jo@x.io?tab=1', 'https://x.io/#/users/…?tab=1'],
  ['encoded twice', 'https://x.io/?next=%252Fu%252Fjo%2540x.io', 'https://x.io/?next=…'],
  ['by the parameter’s name', 'https://x.io/?date_of_birth=12%2F03%2F1980', 'https://x.io/?date_of_birth=…'],
])('what is sensitive %s goes, and the rest stays', (_, address, kept) => {
  expect(hide(address)).toBe(kept);
});

test.each([
  'https://10.0.0.8:8080/orders?date=12%2F03%2F1980&view=list#top',
  'about:blank',
  'no address',
  'https://x.io/100%-cotton?q=%E0%A4%A',
])('%s stays', (address) => {
  expect(hideInAddress(find, address)).toEqual({ address, kinds: [] });
});

test('an address that is not made of parts keeps its scheme alone', () => {
  expect(hide('data:text/html,Mail jo@x.io')).toBe('data:…');
});
