import { expect, test } from 'vitest';
import { entityKinds } from './entity-kind.ts';
import { inWords, kindWords } from './kind-words.ts';

test('every kind has words that fit into a sentence', () => {
  for (const kind of entityKinds) expect(kindWords[kind]).toMatch(/^an? \S/);
});

test('kinds are listed as people list things, and none is said twice', () => {
  expect(inWords(['card'])).toBe('a card number');
  expect(inWords(['es-nif', 'email', 'de-tax-id'])).toBe('a tax number and an e-mail address');
});
