import type { Recognizer } from './recognizer.ts';
import { apiKey } from './recognizers/api-key.ts';
import { auAbn } from './recognizers/au-abn.ts';
import { auMedicare } from './recognizers/au-medicare.ts';
import { auTfn } from './recognizers/au-tfn.ts';
import { caSin } from './recognizers/ca-sin.ts';
import { card } from './recognizers/card.ts';
import { cryptoAddress } from './recognizers/crypto-address.ts';
import { dateOfBirth } from './recognizers/date-of-birth.ts';
import { deTaxId } from './recognizers/de-tax-id.ts';
import { email } from './recognizers/email.ts';
import { esNif } from './recognizers/es-nif.ts';
import { iban } from './recognizers/iban.ts';
import { inAadhaar } from './recognizers/in-aadhaar.ts';
import { inPan } from './recognizers/in-pan.ts';
import { ipAddress } from './recognizers/ip-address.ts';
import { itFiscalCode } from './recognizers/it-fiscal-code.ts';
import { macAddress } from './recognizers/mac-address.ts';
import { password } from './recognizers/password.ts';
import { personName } from './recognizers/person-name.ts';
import { phone } from './recognizers/phone.ts';
import { plPesel } from './recognizers/pl-pesel.ts';
import { postalAddress } from './recognizers/postal-address.ts';
import { ukNhs } from './recognizers/uk-nhs.ts';
import { ukNino } from './recognizers/uk-nino.ts';
import { url } from './recognizers/url.ts';
import { urlCredentials } from './recognizers/url-credentials.ts';
import { usAba } from './recognizers/us-aba.ts';
import { usDriverLicence } from './recognizers/us-driver-licence.ts';
import { usItin } from './recognizers/us-itin.ts';
import { usMbi } from './recognizers/us-mbi.ts';
import { usNpi } from './recognizers/us-npi.ts';
import { usPassport } from './recognizers/us-passport.ts';
import { usSsn } from './recognizers/us-ssn.ts';

/**
 * Of two that are equally sure of the same text the earlier wins: of numbers that fit several countries the kind whose
 * check a random number passes less often, since the others are then more likely the coincidence.
 */
export const recognizers: readonly Recognizer[] = [
  urlCredentials,
  apiKey,
  password,
  email,
  iban,
  card,
  cryptoAddress,
  itFiscalCode,
  usSsn,
  usItin,
  ukNino,
  deTaxId,
  plPesel,
  auAbn,
  inAadhaar,
  usNpi,
  auMedicare,
  ukNhs,
  usAba,
  caSin,
  auTfn,
  esNif,
  inPan,
  usMbi,
  ipAddress,
  macAddress,
  dateOfBirth,
  usDriverLicence,
  usPassport,
  phone,
  postalAddress,
  personName,
  url,
];
