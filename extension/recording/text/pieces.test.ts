import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';

test('most texts are one piece', () => {
  expect(piecesOf('')).toEqual([{ start: 0, end: 0 }]);
  expect(piecesOf('x'.repeat(20_000))).toEqual([{ start: 0, end: 20_000 }]);
});

test('the pieces of a long one overlap, and reach to its end', () => {
  expect(piecesOf('x'.repeat(50_000))).toEqual([
    { start: 0, end: 20_000 },
    { start: 16_000, end: 36_000 },
    { start: 32_000, end: 50_000 },
  ]);
});
