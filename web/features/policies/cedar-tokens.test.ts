import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOf } from './cedar-tokens.ts';

test('words of the language, texts and comments are told apart', () => {
  expect(tokensOf('forbid (principal in Role::"in", // not in')).toEqual([
    { kind: 'effect', text: 'forbid' },
    { kind: 'plain', text: ' (' },
    { kind: 'word', text: 'principal' },
    { kind: 'plain', text: ' ' },
    { kind: 'word', text: 'in' },
    { kind: 'plain', text: ' Role::' },
    { kind: 'text', text: '"in"' },
    { kind: 'plain', text: ', ' },
    { kind: 'comment', text: '// not in' },
  ]);
});

test('no letter of any line is lost or added', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const flat = line.replaceAll('\n', ' ');
      expect(
        tokensOf(flat)
          .map(({ text }) => text)
          .join(''),
      ).toBe(flat);
    }),
  );
});
