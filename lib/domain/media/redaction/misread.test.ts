import fc from 'fast-check';
import { expect, test } from 'vitest';
import { variantsOf } from './misread.ts';

const texts = (text: string) => variantsOf(text).map((variant) => variant.text);

test('a text is always a variant of itself, and plain words have no other', () => {
  expect(texts('Save changes')).toEqual(['Save changes']);
});

test('letters that stand for digits are read as digits within numbers, and nowhere else', () => {
  expect(texts('Born on 2O/O3/l953')).toContain('Born on 20/03/1953');
  expect(texts('SOS Bill')).toEqual(['SOS Bill']);
  expect(texts('In 2024 Oslo')).toEqual(['In 2024 Oslo']);
});

test('every place of a variant leads back to the part of the text that it stands for', () => {
  const text = 'Mail anna . keller @ northwind . com now';
  const variant = variantsOf(text).find((one) => one.text.includes('anna.keller@northwind.com'));
  const start = variant?.text.indexOf('anna') ?? -1;
  const end = start + 'anna.keller@northwind.com'.length;
  expect(text.slice(variant?.startOf(start), variant?.endOf(end))).toBe('anna . keller @ northwind . com');
});

test('whatever the text, places stay within it and keep their order', () => {
  const piece = fc.constantFrom(
    '4929',
    ' ',
    '-',
    'O',
    'l',
    '@',
    '.',
    ':',
    'a',
    'com',
    '©',
    'DE',
    '12',
    '7F',
    '/',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const variant of variantsOf(text)) {
        let last = 0;
        for (let place = 0; place < variant.text.length; place += 1) {
          const [start, end] = [variant.startOf(place), variant.endOf(place + 1)];
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }
    }),
  );
});

test('long texts without end take no long time', () => {
  const startedAt = performance.now();
  for (const part of ['4', '4 ', 'a.', 'a@', '0:', 'DE12 ', 'l1I|', '.-_'])
    variantsOf(part.repeat(2_000 / part.length));
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});
