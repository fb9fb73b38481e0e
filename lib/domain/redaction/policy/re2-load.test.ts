import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { loadOf } from './re2-load.ts';

const load = (expression: string) => loadOf(RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE));

test('what is at one place or another of an expression is a small load, however long the expression', () => {
  expect(load('confidential')).toBeLessThan(6);
  expect(load(String.raw`\bINV-\d{6}\b`)).toBeLessThan(12);
});

test.each([
  [20, 23],
  [100, 103],
])('what may have begun at each of the last %i signs is a load of as many', (times, most) => {
  const found = load(String.raw`\w{${times}}#`);
  expect(found).toBeGreaterThanOrEqual(times);
  expect(found).toBeLessThanOrEqual(most);
  // The same in other words, with one range for all scripts.
  expect(load(`[^#]{${times}}#`)).toBeGreaterThanOrEqual(times);
});

test('parts that may be left out are come to at once', () => {
  expect(load('a?b?c?d?e?f?g?h?i?j?#')).toBeGreaterThanOrEqual(20);
});

test('it is no more than the program has, and at least what a second part of the same adds', () => {
  const part = fc.stringMatching(/^(?:[ab]|\[ab\]|\(a\|b\)|a\{1,5\}|b\?){1,6}$/);
  fc.assert(
    fc.property(part, (expression) => {
      const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
      expect(loadOf(compiled)).toBeLessThanOrEqual(compiled.programSize());
      expect(load(`${expression}#${expression}`)).toBeGreaterThanOrEqual(loadOf(compiled) - 1);
    }),
  );
});
