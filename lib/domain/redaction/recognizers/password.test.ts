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
  ['Password:\nhunter2Blue', 'hunter2Blue'],
  ['Password:\thunter2Blue', 'hunter2Blue'],
  ['Password:  hunter2Blue', 'hunter2Blue'],
  ['PIN:\n4417', '4417'],
  ['Gate code:\t4417', '4417'],
  [`password: 'don"t4me'`, 'don"t4me'],
  [`password: 'don't4me'`, "don't4me"],
  ['Password: 1234-Blue', '1234-Blue'],
  ['Password: 4417-AbCd', '4417-AbCd'],
  ['Password: hunter2<Blue>9', 'hunter2<Blue>9'],
  ['Password: hunter2|Blue', 'hunter2|Blue'],
  ['Password|hunter2x|jo', 'hunter2x'],
  ['Password: mira@example.org!77', 'mira@example.org!77'],
  ['Password: AKIAQYLPMN5HFIQR7XYA!!', 'AKIAQYLPMN5HFIQR7XYA!!'],
  ['Password=Gl4ss_Onion;Server=db', 'Gl4ss_Onion'],
  ['4417 is the gate code', '4417'],
  ['482913 is your code', '482913'],
  ['482913 is your Guidewright code', '482913'],
  ['New PIN code: 482913', '482913'],
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

test.each([
  ['Password: sunflower', 'sunflower'],
  ['The password is sunflower.', 'sunflower'],
  ['Password: Sunflower!', 'Sunflower!'],
  ['Password: 12-monkeys', '12-monkeys'],
  ['Password: hunter2.com', 'hunter2.com'],
  ['Password: Office365', 'Office365'],
  ['Password: Level9', 'Level9'],
  ['Password: [abc]123', '[abc]123'],
  ['Password: {abc}123', '{abc}123'],
  ['Your code: SAVE20', 'SAVE20'],
  ['PIN: GPIO17', 'GPIO17'],
  ['password: params[:secret1]', 'params[:secret1'],
  ['Your code is WELCOME10', 'WELCOME10'],
  ["'password' => 'Password must match!'", 'Password must match!'],
  ['"password": "Must be at least 8 characters"', 'Must be at least 8 characters'],
  ["password: 'The password field is required.'", 'The password field is required.'],
  ['Wi-Fi password: “Ask at reception”', 'Ask at reception'],
])('in “%s” what is more often something else than a secret is for the strict', (text, value) => {
  expect(found('password', text)).toEqual([]);
  expect(found('password', text, { strictness: 'strict' })).toEqual([value]);
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
  'Password is required!',
  'Password is incorrect!',
  'Password is wrong! Try again',
  'Passwort ist falsch!',
  'Passwort: Pflichtfeld*',
  'Password is "too weak"',
  'Passphrase is used for encrypting your backups',
  'Passphrase: six random words work best',
  "'password' => 'required|min:8'",
  'password: process.env.DB_PASS2',
  'password: z.string().min(8)',
  'Password: ~/.pgpass',
  'Password: 3-step reset',
  'Secret: tls-cert-2025',
  'Network key: WPA2-PSK',
  'Client secret: ••••••••••aB3x',
  'Password:\nChange',
  'Password:\nAddress2: none',
  'PIN:\n1204 Main Street',
  '8001 is the postcode',
  '5000 is the error code',
  '1234 is the exit code',
  '12345678 is your order code',
  'City: Bengaluru, PIN code: 560001',
  'Bengaluru PIN 560001',
  'PIN code: 110001, New Delhi',
  'Saved passwords: 1204',
  'Security code: 403 Forbidden',
  'Emergency code: 112',
  'Building codes: 2021 edition',
  'OTP: 300 seconds',
  'Unlock code: Alt+F4',
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

test.each([
  ['hunter2 Blue', 'Password'],
  ['correct horse battery staple', 'Passphrase'],
])('“%s” in a field of its own is hidden whole', (text, label) => {
  expect(found('password', text, { label })).toEqual([text]);
});

test.each([
  ['120', 'Backup codes'],
  ['Must be 12+ characters', 'Password'],
  ['Keep it somewhere safe and never share it', 'Passphrase'],
  ['Enter user2 first', 'Password'],
])('“%s” in a field of its own is left alone', (text, label) => {
  expect(found('password', text, { label, strictness: 'strict' })).toEqual([]);
});

test('six digits in a field “PIN code” are a postal code in India, so that only the strict hides them', () => {
  expect(found('password', '560001', { label: 'PIN code' })).toEqual([]);
  expect(found('password', '560001', { label: 'PIN code', strictness: 'strict' })).toEqual(['560001']);
  expect(found('password', '4417', { label: 'PIN code' })).toEqual(['4417']);
});
