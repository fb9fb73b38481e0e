import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['Password: hunter2-Blue', 'hunter2-Blue'],
  ['Your temporary password is Tr0ub4dor.', 'Tr0ub4dor'],
  ['The password for the guest wifi is Sunny-Day22', 'Sunny-Day22'],
  ['Access code: 88-12-30', '88-12-30'],
  ['The code to the gate is 4417#', '4417#'],
  ['482913 is your Guidewright verification code', '482913'],
  ['Enter code 482913 to sign in', '482913'],
  ['"password":"hunter2","user":"jo"', 'hunter2'],
  ['Password\nhunter2x', 'hunter2x'],
  ['User\tPassword\njo\thunter2x', 'hunter2x'],
  ['Passwort: Sommer2024!', 'Sommer2024!'],
  ['Ihr Zugangscode ist 4417', '4417'],
  ['Mot de passe : Soleil12', 'Soleil12'],
])('in “%s” even the lightest hides %s', (text, value) => {
  expect(found('password', text, { strictness: 'light' })).toEqual([value]);
});

test.each([
  ['PIN 4417', '4417'],
  ['gate code 4417', '4417'],
  ['Safe combination 12-34-56', '12-34-56'],
  ['The password is “sunflower”', 'sunflower'],
  ['Passphrase: correct horse battery staple', 'correct horse battery staple'],
])('in “%s”, where only the word speaks for it, %s is for the standard', (text, value) => {
  expect(found('password', text, { strictness: 'light' })).toEqual([]);
  expect(found('password', text)).toEqual([value]);
});

test('a password that is a word is for the strict', () => {
  expect(found('password', 'Password: sunflower')).toEqual([]);
  expect(found('password', 'Password: sunflower', { strictness: 'strict' })).toEqual(['sunflower']);
  expect(found('password', 'The password is sunflower.', { strictness: 'strict' })).toEqual(['sunflower']);
});

test.each([
  'Password: required',
  'Password is too short',
  'Password is 12 characters long',
  'Password: 8-character minimum',
  'Password: SHA-256',
  'Password changed: 10/12/2024',
  'Password expires 2025-10-12',
  'Password: ••••••••',
  'Password: {{password}}',
  'Enter your password to go on',
  'PIN code',
  'pin 4417 of the board',
  'Postal code 8001',
  'Code review',
  'Error code 404',
  'Promo code SUMMER',
  'Your promo code is SUMMER20',
  'passwords2024.csv',
  'Passwort ist erforderlich',
])('a look-alike is left alone whatever the strictness: “%s”', (text) => {
  expect(found('password', text, { strictness: 'strict' })).toEqual([]);
});

test('what stands in a cell beside its label, or in its column, is known by that', () => {
  expect(found('password', 'hunter2-Blue', { label: 'Password' })).toEqual(['hunter2-Blue']);
  expect(found('password', '4417', { label: 'Gate code' })).toEqual(['4417']);
  expect(found('password', '4417', { label: 'Order code' })).toEqual([]);
  expect(found('password', 'Never expires', { label: 'Password' })).toEqual([]);
  expect(found('password', 'Last changed 12 days ago', { label: 'Password' })).toEqual([]);
});
