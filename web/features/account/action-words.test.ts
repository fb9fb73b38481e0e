import { expect, test } from 'vitest';
import { actions } from '../../../lib/contracts/identity/action.ts';
import { actionWords, eventWords } from './action-words.ts';

test('no two actions or events read alike', () => {
  const words = [...Object.keys(actions), ...Object.keys(eventWords)].map((action) => actionWords(action));
  expect(new Set(words).size).toBe(words.length);
});

test('what is not known yet reads as words all the same', () => {
  expect(actionWords('rotateSigningKey')).toBe('Rotate signing key');
});
