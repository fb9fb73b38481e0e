import { expect, test } from 'vitest';
import { isCardNumber, sensitivityOfName } from './sensitive-words.ts';

test.each([
  ['Password', 'password'],
  ['newPassword', 'password'],
  ['#passwd', 'password'],
  ['Passwort wiederholen', 'password'],
  ['Contraseña', 'password'],
  ['密码', 'password'],
  ['PIN', 'password'],
  ['cc-number', 'card'],
  ['cardNumber', 'card'],
  ['card_no', 'card'],
  ['Kartennummer', 'card'],
  ['Numéro de carte numéro', 'card'],
  ['Expiration date', 'card'],
  ['CVC', 'card'],
  ['Security code', 'card'],
  ['IBAN', 'card'],
  ['One-time password', 'one-time-code'],
  ['totp', 'one-time-code'],
  ['Verification code', 'one-time-code'],
  ['smsCode', 'one-time-code'],
  ['Two-factor code', 'one-time-code'],
  ['api_key', 'masked'],
  ['Client secret', 'masked'],
  ['accessToken', 'masked'],
  ['Personal tokens', 'masked'],
  ['Social security number', 'masked'],
  ['Passport no.', 'masked'],
] as const)('a field called “%s” is sensitive as %s', (name, kind) => {
  expect(sensitivityOfName(name)).toBe(kind);
});

/** Names by which the recorder knew secrets before the importer shared its words, in the spellings of forms. */
const knownBefore: readonly (readonly [kind: string, names: readonly string[]])[] = [
  [
    'one-time-code',
    ['2FA', '2FA code', '2fa_code', 'otpcode', 'otpCode', 'OTP code', 'totpcode', 'totp-code'],
  ],
  ['one-time-code', ['MFA', 'onetimecode', 'oneTimePin', 'twofactor', 'smscode', 'authenticatorCode']],
  ['card', ['creditcardnumber', 'cardno', 'Kreditkartennummer', 'numéro carte nr', 'ccno', 'ccnum', 'cvv2']],
  ['card', ['ccexp', 'securitycode', 'security.code', 'Prüfziffer']],
  [
    'password',
    ['passphrase', 'passcode', 'pwd', 'mot-de-passe', 'contrasena', 'nowehaslo', 'hasło', 'Kennwort'],
  ],
  [
    'masked',
    ['clientsecret', 'client_secret', 'apisecret', 'authsecret', 'secretkey', 'secretToken', 'Secret'],
  ],
  ['masked', ['apikey', 'APIKey', 'authtoken', 'bearer token', 'privateKey', 'refreshTokens']],
];

test.each(knownBefore.flatMap(([kind, names]) => names.map((name) => [name, kind])))(
  'a field called “%s” is sensitive still, as %s',
  (name, kind) => {
    expect(sensitivityOfName(name ?? '')).toBe(kind);
  },
);

test.each([
  ['pass', 'password'],
  ['user_pass', 'password'],
  ['#login input[name=pass]', 'password'],
  ['pass2', 'password'],
  ['enable2FA', 'one-time-code'],
  ['step2Otp', 'one-time-code'],
  ['cvv2Code', 'card'],
])('a field called “%s” is sensitive, too, as %s', (name, kind) => {
  expect(sensitivityOfName(name)).toBe(kind);
});

test.each([
  'Boarding pass',
  'Season pass number',
  'Pass or fail',
  'Pass rate',
  'Discard code',
  'discardNumber',
  'Wildcard expression',
  'Card expenses',
  'Phone time zone',
  'totPages',
  'hasLogo',
  'haslogo',
  'Search',
  'City',
  'Postcode',
  'Country code',
  'Card notes',
  'Passenger',
  'Shipping',
  'Key account',
  'Secretary',
  'Tokens used',
  'Opinion',
])('a field called “%s” is not sensitive', (name) => {
  expect(sensitivityOfName(name)).toBeUndefined();
});

test('a kind that does not hold for the field leaves the others', () => {
  expect(sensitivityOfName('Password or API key', (kind) => kind !== 'password')).toBe('masked');
  expect(sensitivityOfName('Password', (kind) => kind !== 'password')).toBeUndefined();
});

test('the words of two hints are not read as one', () => {
  expect(sensitivityOfName('Loyalty card \n number of guests')).toBeUndefined();
});

test.each([
  ['4111111111111111', true],
  ['4111 1111 1111 1111', true],
  ['5500-0000-0000-0004', true],
  ['4111111111111112', false],
  ['411111111111', false],
  ['2026-03-01', false],
])('%s is a card number: %s', (value, is) => {
  expect(isCardNumber(value)).toBe(is);
});
