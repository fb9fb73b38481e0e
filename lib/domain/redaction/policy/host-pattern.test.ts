import { expect, test } from 'vitest';
import { asciiPattern, coversPattern, hostTest } from './host-pattern.ts';

test('a host is itself alone, with a star it and all below, and a star alone is every host', () => {
  expect(hostTest('x.io')('X.io.')).toBe(true);
  expect(hostTest('x.io')('app.x.io')).toBe(false);
  expect(hostTest('*.x.io')('x.io')).toBe(true);
  expect(hostTest('*.x.io')('a.b.x.io')).toBe(true);
  expect(hostTest('*.x.io')('notx.io')).toBe(false);
  expect(hostTest('*')('anything.example')).toBe(true);
});

test('a host may be written as people read it, though browsers have it otherwise', () => {
  expect(asciiPattern('*.Müller.example')).toBe('*.xn--mller-kva.example');
  expect(hostTest('*.müller.example')('shop.xn--mller-kva.example')).toBe(true);
});

test.each([
  'https://x.io',
  'x.io/path',
  'x.io:443',
  'a b.io',
  'user@x.io',
  '*x.io',
  'x.*.io',
  '.x.io',
  'x..io',
  '*.',
  'x%2eio',
])('%s is no host', (pattern) => {
  expect(asciiPattern(pattern)).toBeUndefined();
  expect(hostTest(pattern)('x.io')).toBe(false);
});

test('a pattern covers what it fits wherever the other does', () => {
  expect(coversPattern('*.x.io', 'app.x.io')).toBe(true);
  expect(coversPattern('*.x.io', '*.app.x.io')).toBe(true);
  expect(coversPattern('*.x.io', '*.X.io')).toBe(true);
  expect(coversPattern('x.io', '*.x.io')).toBe(false);
  expect(coversPattern('*.x.io', '*')).toBe(false);
  expect(coversPattern('*', '*.x.io')).toBe(true);
});
