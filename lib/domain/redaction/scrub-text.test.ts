import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scrub, scrubTexts } from './scrub-text.ts';

const cases = JSON.parse(readFileSync('test/fixtures/pii/everyday.json', 'utf8')) as { text: string }[];

test('each sensitive part has a placeholder, the same for the same', () => {
  const { text } = scrub('Mail jo@x.io or al@x.io, or jo@x.io again; card 4111 1111 1111 1111.');
  expect(text).toBe('Mail [EMAIL_1] or [EMAIL_2], or [EMAIL_1] again; card [CARD_1].');
});

test('what another text says with the placeholders is restored, and nothing else', () => {
  const { restore } = scrub('Mail jo@x.io');
  expect(restore('Write to **[EMAIL_1]**, not to [EMAIL_2] or [CARD_1]')).toBe(
    'Write to **jo@x.io**, not to [EMAIL_2] or [CARD_1]',
  );
});

test('a text that holds placeholders already keeps them', () => {
  const { text, restore } = scrub('[EMAIL_1] is jo@x.io');
  expect(text).toBe('[EMAIL_1] is [EMAIL_2]');
  expect(restore(text)).toBe('[EMAIL_1] is jo@x.io');
});

test('texts that belong together share their placeholders', () => {
  const { texts, restore } = scrubTexts(['To jo@x.io', 'From jo@x.io', '[EMAIL_1]?']);
  expect(texts).toEqual(['To [EMAIL_2]', 'From [EMAIL_2]', '[EMAIL_1]?']);
  expect(texts.map(restore)).toEqual(['To jo@x.io', 'From jo@x.io', '[EMAIL_1]?']);
});

test('restoring gives back any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('[EMAIL_1]', '[EMAIL_2', '_1]', '[', 'jo@x.io', '$&', '[PHONE_1]', '+49 30 1234567'),
    fc.constantFrom(...cases.map(({ text }) => text)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const original = pieces.join('');
      const { text, restore } = scrub(original);
      expect(restore(text)).toBe(original);
    }),
    { numRuns: 200 },
  );
});
