import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base58CheckVersion, decodeBase58 } from './base58.ts';
import { passesBech32 } from './bech32.ts';
import { passesMod11By10, remainder97 } from './iso-7064.ts';
import { passesLuhn } from './luhn.ts';
import { passesVerhoeff } from './verhoeff.ts';

const digits = fc.stringMatching(/^\d{8,18}$/);

/** Each of them finds every single digit that is wrong; that is what they were made for. */
test.each([
  ['Luhn', passesLuhn],
  ['Verhoeff', passesVerhoeff],
  ['MOD 11,10', passesMod11By10],
] as const)('%s: exactly one check digit fits', (_, passes) => {
  fc.assert(
    fc.property(digits, (number) => {
      const fitting = Array.from('0123456789').filter((check) => passes(number + check));
      expect(fitting).toHaveLength(1);
    }),
  );
});

test('Verhoeff finds neighbours that changed places, which Luhn may not', () => {
  expect(passesVerhoeff('234123412346')).toBe(true);
  expect(passesVerhoeff('324123412346')).toBe(false);
  expect([passesLuhn('0909'), passesLuhn('9009')].includes(false)).toBe(true);
});

test('MOD 97-10 of a number beyond what a double holds', () => {
  const sign = '370400440532013000131489';
  expect(remainder97(sign)).toBe(Number(BigInt(sign) % 97n));
});

test('Base58Check tells the version, and nothing of what was misspelt', () => {
  expect(base58CheckVersion('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')).toBe(0);
  expect(base58CheckVersion('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3')).toBeUndefined();
  expect(decodeBase58('0OIl')).toBeUndefined();
  expect(decodeBase58('11')).toEqual(Uint8Array.of(0, 0));
});

test.each([
  ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', true],
  ['BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ', true],
  ['bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr', true],
  ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdr', false],
  ['Bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', false],
  ['bc1', false],
])('Bech32 of %s: %s', (address, passes) => {
  expect(passesBech32(address)).toBe(passes);
});
