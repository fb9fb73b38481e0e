import { expect, test } from 'vitest';
import { readEnv } from './environment.ts';

test('every missing variable is named at once, an empty one among them', () => {
  expect(() => readEnv(['A', 'B', 'C'], { B: 'b', C: '' })).toThrow('missing environment variables: A, C');
});

test('only what was asked for is given', () => {
  expect(readEnv(['A'], { A: 'a', B: 'b' })).toEqual({ A: 'a' });
});
