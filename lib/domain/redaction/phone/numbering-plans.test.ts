import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { expect, test } from 'vitest';
import { isInternationalNumber, isNationalNumber } from './numbering-plans.ts';

const countries = Object.entries(examples) as [CountryCode, string][];

test('the library’s own example of every country is a number there, and with its calling code anywhere', () => {
  expect(countries.length).toBeGreaterThan(200);
  for (const [country, number] of countries) {
    expect([country, isNationalNumber(number, country)]).toEqual([country, true]);
    expect([country, isInternationalNumber(getCountryCallingCode(country) + number)]).toEqual([
      country,
      true,
    ]);
  }
});

/** The library also tells countries that share a calling code apart, which is not asked for here. */
test('hardly anything that the library calls no number of a country is one here', () => {
  let refused = 0;
  let taken = 0;
  for (const [country, number] of countries) {
    for (const other of [`${number}0000`, number.slice(0, 4), `11${number.slice(2)}`]) {
      if (parsePhoneNumberFromString(other, { defaultCountry: country, extract: false })?.isValid()) continue;
      const withCode = getCountryCallingCode(country) + other;
      if (parsePhoneNumberFromString(`+${withCode}`, { extract: false })?.isValid()) continue;
      if (isInternationalNumber(withCode)) taken += 1;
      else refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(300);
  expect(taken / refused).toBeLessThan(0.03);
});

test('inside a country the trunk prefix may stand in front', () => {
  expect(isNationalNumber('02079460958', 'GB')).toBe(true);
  expect(isNationalNumber('612345678', 'ES')).toBe(true);
  expect(isNationalNumber('112345678', 'ES')).toBe(false);
  expect(isNationalNumber('612345678', 'XX')).toBe(false);
});
