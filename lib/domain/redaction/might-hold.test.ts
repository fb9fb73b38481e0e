import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findEntities } from './find-entities.ts';
import { mightHold } from './might-hold.ts';

const cases = JSON.parse(readFileSync('test/fixtures/pii/everyday.json', 'utf8')) as { text: string }[];

test('no text in which something is found is passed over', () => {
  const words = fc.constantFrom(
    'Anna',
    'my name is',
    'jo@x.io',
    '4111',
    ' ',
    '(at)',
    'dot',
    '.',
    ':',
    '::',
    'ab',
    'Hi',
    ',',
    '12',
    'Main St',
    '-',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(words).map((list) => list.join(' ')),
    fc.constantFrom(...cases.map(({ text }) => text)),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('', 'Name', 'SSN'), (text, label) => {
      if (findEntities(text, { label, strictness: 'strict' }).length > 0)
        expect(mightHold(text, label)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  'Save',
  'Open the menu',
  'Sign in to continue',
  'Delete this row?',
  'All changes are saved',
  'Home',
])('“%s” is passed over', (text) => {
  expect(mightHold(text)).toBe(false);
});
