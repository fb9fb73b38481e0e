import { remainder97 } from '../checksums/iso-7064.ts';
import { words } from '../context/plain-words.ts';
import type { Recognizer, Sighting } from '../recognizer.ts';

/** Characters in the account numbers of each country (SWIFT, IBAN Registry, and those that use it without being in it): `DE22` = 22 in Germany. */
const lengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const beginning = /(?<![A-Za-z\u00c0-\u024f\d])[A-Za-z]{2}[ -]?\d{2}(?=[ .-]?[A-Za-z\d]{3})/g;

/** As bank statements print it, with capitals; each group but the bank's own has a digit, which words behind it have not. */
const written =
  /[A-Z]{2}[ -]?\d{2}(?:[ -]?[A-Z\d]{4})(?:[ -]?(?=[A-Z]{0,3}\d)[A-Z\d]{4}){1,6}(?:[ -]?(?=[A-Z]{0,2}\d)[A-Z\d]{1,3})?(?![A-Za-z\d])/y;
const inFours = /^[A-Z]{2}\d{2}([ -])(?:[A-Z\d]{4}\1){2,7}[A-Z\d]{1,4}$/;

export const iban: Recognizer = {
  kind: 'iban',
  source:
    'ISO 13616-1, https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
  words: words(
    'ibans?|international bank account|(?:bank )?account (?:no|nr|number)|bank account|kontonummer|konto|kontoverbindung|bankverbindung|rekening(?:nummer)?|compte(?: bancaire)?|(?:numero de )?cuenta(?: bancaria)?|conto(?: corrente)?|conta bancaria|numer konta|kontonr|rib',
  ),
  needs: ({ digits, length }) => digits >= 2 && length >= 15,
  *find(text) {
    for (const { index, 0: lead } of text.matchAll(beginning)) {
      const length = lengths.get(lead.slice(0, 2).toUpperCase());
      const end = length && endOfSign(text, index, length);
      const sign = end ? text.slice(index, end).replace(/[^A-Za-z\d]/g, '') : '';
      if (end && remainder97(sign.slice(4) + sign.slice(0, 4)) === 1)
        yield { start: index, end, strength: 'proof' };
      else yield* mistyped(text, index, end);
    }
  },
};

/** With a digit wrong it is an account all the same: where it has its form, or where words say that it is one. */
function* mistyped(text: string, start: number, end: number | undefined): Generator<Sighting> {
  if (end && inFours.test(text.slice(start, end))) {
    yield { start, end, strength: 'strong' };
    return;
  }
  written.lastIndex = start;
  if (written.test(text)) yield { start, end: end ?? written.lastIndex, strength: 'shape' };
}

/** Where so many letters and digits end, with at most one separator between two of them. */
function endOfSign(text: string, start: number, length: number): number | undefined {
  let place = start;
  for (let signs = 0; signs < length; signs += 1) {
    if (signs > 0 && /[ .-]/.test(text[place] ?? '')) place += 1;
    if (!/[A-Za-z\d]/.test(text[place] ?? '')) return undefined;
    place += 1;
  }
  return /[A-Za-z\d]/.test(text[place] ?? '') ? undefined : place;
}
