import { expect, test } from 'vitest';
import { entityKinds } from '../../lib/contracts/redaction/entity-kind.ts';
import { kindNamed } from './type-names.ts';

test.each([
  ['EMAIL_ADDRESS', 'email'],
  ['Credit Card', 'card'],
  ['CREDIT_DEBIT_NUMBER', 'card'],
  ['phoneNumber', 'phone'],
  ['IBAN_CODE', 'iban'],
  ['us_ssn', 'us-ssn'],
  ['UK_NHS', 'uk-nhs'],
  ['ABA_ROUTING_NUMBER', 'us-aba'],
  ['ES_NIE', 'es-nif'],
  ['DOMAIN_NAME', 'url'],
  ['URL', 'url'],
  ['PERSON', 'person-name'],
  ['US_DRIVER_LICENSE', 'us-driver-licence'],
  ['IN_PAN', 'in-pan'],
  ['PAN_CARD_NUMBER', 'in-pan'],
  ['NPI_NUMBER', 'us-npi'],
])('%s is our %s', (name, kind) => {
  expect(kindNamed(name)).toBe(kind);
});

test('our own names are known, in any case and with any separators', () => {
  for (const kind of entityKinds) {
    expect(kindNamed(kind)).toBe(kind);
    expect(kindNamed(kind.toUpperCase().replaceAll('-', '_'))).toBe(kind);
  }
});

test('what no recognizer looks for is unknown', () => {
  expect([kindNamed('ORGANIZATION'), kindNamed('DATE_TIME'), kindNamed('')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
