import type { HiddenKind } from './policy.ts';

/** What people call each kind, with its article: the middle of a sentence. */
export const kindWords: Readonly<Record<HiddenKind, string>> = {
  card: 'a card number',
  iban: 'a bank account number',
  'us-aba': 'a bank routing number',
  'crypto-address': 'a crypto address',
  email: 'an e-mail address',
  phone: 'a phone number',
  'postal-address': 'a postal address',
  'us-ssn': 'a social security number',
  'us-itin': 'a taxpayer number',
  'us-passport': 'a passport number',
  'us-driver-licence': 'a driving licence number',
  'uk-nino': 'a national insurance number',
  'ca-sin': 'a social insurance number',
  'au-tfn': 'a tax file number',
  'au-abn': 'a business number',
  'in-aadhaar': 'an Aadhaar number',
  'in-pan': 'a PAN',
  'es-nif': 'a tax number',
  'it-fiscal-code': 'a fiscal code',
  'de-tax-id': 'a tax number',
  'pl-pesel': 'a PESEL number',
  'us-mbi': 'a Medicare number',
  'us-npi': 'a provider number',
  'uk-nhs': 'an NHS number',
  'au-medicare': 'a Medicare number',
  'ip-address': 'an IP address',
  'mac-address': 'a hardware address',
  url: 'a web address',
  'url-credentials': 'a password in an address',
  'api-key': 'a secret key',
  password: 'a password or code',
  'date-of-birth': 'a date of birth',
  'person-name': 'a person’s name',
  term: 'a private term',
};

const list = new Intl.ListFormat('en');

/** `a card number and an e-mail address`; names that two kinds share are said once. */
export function inWords(kinds: readonly HiddenKind[]): string {
  return list.format(new Set(kinds.map((kind) => kindWords[kind])));
}
