import type { PiiEntityType } from '@aws-sdk/client-comprehend';
import type { EntityKind } from '../../contracts/redaction/entity-kind.ts';

/**
 * What Comprehend’s types are here. Left out is what gives nobody away by itself, such as dates (a card’s expiry among
 * them), ages and addresses in the web, and what no kind is near to, such as number plates.
 */
export const kindOfType: Readonly<Partial<Record<PiiEntityType, EntityKind>>> = {
  ADDRESS: 'postal-address',
  AWS_ACCESS_KEY: 'api-key',
  AWS_SECRET_KEY: 'api-key',
  BANK_ACCOUNT_NUMBER: 'iban',
  BANK_ROUTING: 'us-aba',
  CA_SOCIAL_INSURANCE_NUMBER: 'ca-sin',
  CREDIT_DEBIT_CVV: 'password',
  CREDIT_DEBIT_NUMBER: 'card',
  DRIVER_ID: 'us-driver-licence',
  EMAIL: 'email',
  IN_AADHAAR: 'in-aadhaar',
  IN_PERMANENT_ACCOUNT_NUMBER: 'in-pan',
  INTERNATIONAL_BANK_ACCOUNT_NUMBER: 'iban',
  IP_ADDRESS: 'ip-address',
  MAC_ADDRESS: 'mac-address',
  NAME: 'person-name',
  PASSPORT_NUMBER: 'us-passport',
  PASSWORD: 'password',
  PHONE: 'phone',
  PIN: 'password',
  SSN: 'us-ssn',
  UK_NATIONAL_HEALTH_SERVICE_NUMBER: 'uk-nhs',
  UK_NATIONAL_INSURANCE_NUMBER: 'uk-nino',
  US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER: 'us-itin',
};
