import { expect, test } from 'vitest';
import { policiesWith } from '../../../../test/fakes/policies.ts';
import { hideInAddress, hostOf } from './hide-in-address.ts';
import { hiderOf } from './hider.ts';

const hidden = async (address: string, rules: Parameters<typeof policiesWith>[0] = {}) => {
  const { find } = await policiesWith(rules).read('tnt_1');
  const hider = hiderOf(find).on(hostOf(address));
  const once = hideInAddress(address, hider);
  expect(hideInAddress(once, hider)).toBe(once);
  return once;
};

test.each([
  ['user and password go', 'https://jo:pw@x.io/a', 'https://x.io/a'],
  [
    'a part of the path says what stood there',
    'https://x.io/users/jo%40x.io/edit',
    'https://x.io/users/an-e-mail-address/edit',
  ],
  ['a parameter that holds something goes', 'https://x.io/?mail=jo@x.io&page=2', 'https://x.io/?page=2'],
  ['and the last one takes the mark along', 'https://x.io/a?tel=+49+30+1234567#b', 'https://x.io/a#b'],
  ['a token goes', 'https://x.io/?access_token=ya0Zb3Kq99xw&a=1', 'https://x.io/?a=1'],
  ['a token of a sign-in goes', 'https://x.io/#access_token=ya0Zb3Kq99xw&state=1', 'https://x.io/#state=1'],
  [
    'a route behind the hash is an address',
    'https://x.io/#/users/jo@x.io?tab=1',
    'https://x.io/#/users/an-e-mail-address?tab=1',
  ],
  [
    'so is an address within an address',
    'https://x.io/r?to=https%3A%2F%2Fy.io%2F%3Fe%3Djo%2540x.io&a=1',
    'https://x.io/r?a=1',
  ],
  ['a form’s blanks are none', 'https://x.io/?card=4111+1111+1111+1111&a=1', 'https://x.io/?a=1'],
  ['encoded twice it is no less', 'https://x.io/?next=%252Fu%252Fjo%2540x.io&a=1', 'https://x.io/?a=1'],
  ['a parameter’s name says what it is', 'https://x.io/?date_of_birth=12%2F03%2F1980', 'https://x.io/'],
  [
    'what stands for something says nothing of the next part',
    'https://x.io/+44%2020%207946%200958/7946095',
    'https://x.io/a-phone-number/7946095',
  ],
  ['nobody is named by a link to write to', 'mailto:jo@x.io', 'mailto:'],
  ['data in an address is none', 'data:text/html,<p>jo@x.io', 'data:'],
])('%s', async (_sentence, address, shown) => {
  expect(await hidden(address)).toBe(shown);
});

test.each([
  'https://shop.example/products/pour-over-kettle?q=kettle&category=',
  'http://127.0.0.1:4555/orders/123456789?id=987654321',
  'https://x.io/docs/2024/05/17/release-notes-1.2.3#install',
  'https://x.io/?name=Weekly+report',
  'https://x.io/%E0%A4%A',
  'https://café.example/%C3%BCber?x=%',
  'https://10.0.0.8:8080/orders?date=12%2F03%2F1980&view=list#top',
  'https://x.io/100%-cotton?q=%E0%A4%A',
  'about:blank',
  'no address',
  '',
])('“%s” leads where it led', async (address) => {
  expect(await hidden(address)).toBe(address);
});

test('of a site whose name the company hides nothing is told', async () => {
  const rules = { always: [{ match: 'exact', text: 'halcyon' } as const] };
  expect(await hidden('https://halcyon.example/a', rules)).toBe('');
});
