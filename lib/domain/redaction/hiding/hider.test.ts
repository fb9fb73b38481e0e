import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policiesWith } from '../../../../test/fakes/policies.ts';
import type { RedactionRules } from '../../../contracts/redaction/policy.ts';
import { hiderOf } from './hider.ts';

const hider = async (rules: Partial<RedactionRules> = {}) => {
  const { find } = await policiesWith(rules).read('tnt_1');
  return hiderOf(find);
};
const everyday = JSON.parse(readFileSync('test/fixtures/pii/everyday.json', 'utf8')) as { text: string }[];

test.each([
  ['jo@x.io', '', 'an e-mail address'],
  [' (jo@x.io) ', '', 'an e-mail address'],
  ['Ask jo@x.io, or al@x.io', '', 'Ask [an e-mail address], or [an e-mail address]'],
  ['Mira Example', 'Full name', 'a person’s name'],
  ['123456789', 'SSN', 'a social security number'],
  ['Weekly report', 'Title', 'Weekly report'],
  ['Add a card number', '', 'Add a card number'],
  ['', '', ''],
])('“%s” in “%s” reads “%s”', async (text, label, shown) => {
  expect((await hider()).text(text, label)).toBe(shown);
});

test('hiding what is hidden changes nothing, whatever stands beside', async () => {
  const piece = fc.oneof(
    fc.constantFrom(...everyday.map(({ text }) => text)),
    fc.constantFrom('[an e-mail address]', 'a person’s name', '[', ']', ' and ', '123456789', 'Name', '**'),
  );
  const all = await hider();
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), fc.constantFrom('', 'Name', 'SSN'), (pieces, label) => {
      const hidden = all.on('').text(pieces.join(' '), label);
      expect(all.on('').text(hidden, label)).toBe(hidden);
    }),
    { numRuns: 200 },
  );
});

test('a name that only its field gave away is known wherever it stands afterwards', async () => {
  const all = await hider();
  const order = 'Order of Mira Qx';
  expect(all.on('x.io').text(order)).toBe(order);
  all.on('x.io').text('Mira Qx', 'Full name');
  expect(all.on('x.io').text(order)).toBe('Order of [a person’s name]');
  expect(all.on('x.io').text('Palmira Qxt')).toBe('Palmira Qxt');
});

test('what a field called “Name” held is hidden beside it, and nowhere else', async () => {
  const all = await hider();
  const here = all.on('shop.example');
  expect(here.text('Kettle', 'Name')).toBe('a person’s name');
  expect(here.text('Row of Kettle')).toBe('Row of [a person’s name]');
  expect(here.text('A kettle')).toBe('A kettle');
  expect(all.on('shop.example').text('Kettle')).toBe('Kettle');
});

test('the address of the page itself is no secret, another one is', async () => {
  const here = (await hider()).on('10.0.0.7');
  expect(here.text('Go to Shop at 10.0.0.7:8080')).toBe('Go to Shop at 10.0.0.7:8080');
  expect(here.text('Go to Shop at 10.0.0.8')).toBe('Go to Shop at [an IP address]');
});

test('a site where a category is off keeps it, and the others do not', async () => {
  const all = await hider({
    sites: [{ host: 'crm.example', recording: 'allow', categories: { contact: false } }],
  });
  expect(all.on('crm.example').text('Mail jo@x.io')).toBe('Mail jo@x.io');
  expect(all.on('x.io').text('Mail jo@x.io')).toBe('Mail [an e-mail address]');
});

test('somebody’s name that a field gave away is known on other pages, unless the field is of anything', async () => {
  const all = await hider();
  all.on('x.io').text('Xanthe Orrin', 'Customer');
  all.on('x.io').text('Zephyr Kettle', 'Name');
  expect(all.on('y.io').text('Order of Xanthe Orrin')).toBe('Order of [a person’s name]');
  expect(all.on('y.io').text('Order of Zephyr Kettle')).toBe('Order of Zephyr Kettle');
});

test('who is told hears of each thing that was found, and of nothing else', async () => {
  const kinds: string[] = [];
  const here = (await hider()).telling((kind) => kinds.push(kind)).on('x.io');
  here.text('Weekly report');
  expect(kinds).toEqual([]);
  here.text('Ask jo@x.io, 4111 1111 1111 1111');
  expect(kinds).toEqual(['email', 'card']);
});

test('a name that was typed into two fields is known as a whole wherever it is said, in addresses too', () => {
  const hider = hiderOf((text, { label }) =>
    label?.endsWith('name') ? [{ kind: 'person-name', start: 0, end: text.length }] : [],
  );
  const elsewhere = hider.on('mail.example');
  expect(elsewhere.text('/contacts/zorvik-blantrem')).toBe('/contacts/zorvik-blantrem');
  hider.on('crm.example').text('Zorvik', 'First name');
  hider.on('crm.example').text('Blantrem', 'Last name');
  expect(elsewhere.text('/contacts/zorvik-blantrem')).toBe('/contacts/[a person’s name]');
  expect(elsewhere.text('Call Zorvik Blantrem')).toBe('Call [a person’s name]');
});

test('a first name that its field tells is hidden wherever it stands as a word, and in no longer one', async () => {
  const all = await hider();
  const elsewhere = all.on('mail.example');
  const texts = ['Unfollow Ingrid', 'Ingrid’s tasks', '/people/ingrid/edit', 'Ask Ingrid Miller'];
  expect(texts.slice(0, 3).map((text) => elsewhere.text(text))).toEqual(texts.slice(0, 3));
  all.on('crm.example').text('Ingrid', 'First name');
  expect(texts.map((text) => elsewhere.text(text))).toEqual([
    'Unfollow [a person’s name]',
    '[a person’s name]’s tasks',
    '/people/[a person’s name]/edit',
    'Ask [a person’s name]',
  ]);
  expect(elsewhere.text('Ingridsson & Co, Kingrid')).toBe('Ingridsson & Co, Kingrid');
});

test('what is mostly no name stays where it stands alone, and is one beside the other half', async () => {
  const all = await hider();
  all.on('crm.example').text('Will', 'First name');
  all.on('crm.example').text('Orrin', 'Last name');
  const elsewhere = all.on('mail.example');
  expect(elsewhere.text('This Will Be Sent in May')).toBe('This Will Be Sent in May');
  expect(elsewhere.text('Sent to Will Orrin')).toBe('Sent to [a person’s name]');
  expect(elsewhere.text('Orrin, Will')).toBe('a person’s name');
});

test('somebody who was named in full is hidden by the first name alone', async () => {
  const all = await hider();
  all.on('crm.example').text('Owner: Ingrid Lindqvist');
  expect(all.on('mail.example').text('Message Ingrid')).toBe('Message [a person’s name]');
});
