import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test.each([
  ['４１１１', '4111'],
  ['٠١٢٣', '0123'],
  ['२३४१', '2341'],
  ['𝟒𝟏𝟏𝟏', '4111'],
  ['a\u00a0b\u2009c\u3000d', 'a b c d'],
  ['1\u20112\u20133\u22124', '1-2-3-4'],
  ['4\u200b1\u00ad1\u20601', '4111'],
  ['jane＠example．com', 'jane@example.com'],
  ['Zürich 東京', 'Zürich 東京'],
])('%s becomes %s', (original, folded) => {
  expect(foldText(original).text).toBe(folded);
});

test('places of the folded text lead back to the original', () => {
  const original = '\u200bid 𝟒𝟏\u00ad𝟏!';
  const folded = foldText(original);
  const start = folded.text.indexOf('411');
  expect(original.slice(folded.startOf(start), folded.endOf(start + 3))).toBe('𝟒𝟏\u00ad𝟏');
});

test('any text folds to places in order within it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (original) => {
      const folded = foldText(original);
      for (let place = 0; place < folded.text.length; place += 1) {
        expect(folded.startOf(place)).toBeLessThan(folded.endOf(place + 1));
        expect(folded.endOf(place + 1)).toBeLessThanOrEqual(original.length);
        if (place > 0) expect(folded.startOf(place)).toBeGreaterThanOrEqual(folded.endOf(place));
      }
    }),
  );
});
