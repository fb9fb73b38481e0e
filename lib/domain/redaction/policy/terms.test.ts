import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Term } from '../../../contracts/redaction/policy.ts';
import { re2Engine } from './re2-engine.ts';
import { compileTerms } from './terms.ts';

const limits = { now: () => 0, budget: 1, longest: 10_000 };

function found(match: Term['match'], term: string, text: string): string[] {
  const search = compileTerms([{ match, text: term }], re2Engine, limits)(text);
  return search.ok ? search.parts.map(({ start, end }) => text.slice(start, end)) : ['(took too long)'];
}

test.each([
  ['Ada', 'Ada’s cat, ADA and (ada)', ['Ada', 'ADA', 'ada']],
  ['Ada', 'Canada, Adam, ada_id, ada1 and Nevada', []],
  ['Zoë', 'Zoë and Zoe\u0308, not Zoe or Zoës', ['Zoë', 'Zoe\u0308']],
  ['Zoe', 'Zoe\u0308 is another', []],
  ['Иван', 'Иван, Иванов', ['Иван']],
  ['straße 7', 'Straße\u00a0 7', ['Straße\u00a0 7']],
  ['東京', '東京都と東京', ['東京', '東京']],
  ['서울', '서울에서', ['서울']],
  ['Ada', 'Ada様', ['Ada']],
  ['C++', 'C++17', ['C++']],
  ['a a', 'xa a a', ['a a']],
  ['O’Neil', "o'neil", ["o'neil"]],
  ['halcyon', 'hal\u200bcyon', ['hal\u200bcyon']],
  ['12-34', '１２‐３４', ['１２‐３４']],
])('of the exact term %s, whole words are found: %s', (term, text, expected) => {
  expect(found('exact', term, text)).toEqual(expected);
});

test.each([
  ['acme-*', 'ACME-12, acme- and (acme-x/y)', ['ACME-12', 'acme-', 'acme-x/y']],
  ['*@acme.example', 'Ask (help@acme.example) not help@acme.examples', ['help@acme.example']],
  ['a*b', 'axbxz axb.bz', ['axb']],
  ['acme-?', 'acme-1 acme-12', ['acme-1']],
  ['Project *', 'the project Halcyon starts', ['project Halcyon']],
  ['INV*7', 'inv 7 INV-2027', ['INV-2027']],
  ['a.c*', 'abc a.cd', ['a.cd']],
  ['Zoë*', 'Zoe\u0308lla', ['Zoe\u0308lla']],
  ['é*', 'E\u0301t\u00e9 ete', ['E\u0301t\u00e9']],
  ['acme sky*', 'ACME \u017f\u212ay', ['ACME \u017f\u212ay']],
])('the wildcard %s stays within its words: %s', (term, text, expected) => {
  expect(found('wildcard', term, text)).toEqual(expected);
});

test('an expression is sought as it stands, in any case, and more than once', () => {
  expect(found('regex', String.raw`\binv-\d{3}`, 'INV-123 inv-4567 xinv-123')).toEqual([
    'INV-123',
    'inv-456',
  ]);
});

const words = fc.string({
  unit: fc.constantFrom('a', 'B', 'ë', 'ß', '東', '7', '-', '.', "'"),
  minLength: 1,
  maxLength: 8,
});

test('a term between blanks is found, whatever it is made of', () => {
  fc.assert(
    fc.property(words, fc.constantFrom('exact', 'wildcard'), (term, match) => {
      expect(found(match, term, `x ${term} x`).length).toBeGreaterThan(0);
    }),
  );
});

test('what is found of an exact term is the term, and no letter goes on beside it', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', 'ë', '.'), maxLength: 30 });
  const term = fc.stringMatching(/^[ab]{1,3}$/);
  fc.assert(
    fc.property(term, letters, (sought, text) => {
      const isLetter = (sign: string | undefined) => sign !== undefined && /\p{L}/u.test(sign);
      const expected = [...text].flatMap((_, start) => {
        const end = start + sought.length;
        const isThere = text.slice(start, end).toLowerCase() === sought;
        return isThere && !isLetter(text[start - 1]) && !isLetter(text[end]) ? [start] : [];
      });
      const search = compileTerms([{ match: 'exact', text: sought }], re2Engine, limits)(text);
      expect(search.ok && search.parts.map(({ start }) => start)).toEqual(expected);
    }),
  );
});
