import { expect, test } from 'vitest';
import { judgeSecondUse } from './second-use.ts';

const first = { by: 'this browser', at: 1_000_000 };

test('the same browser that asks again within seconds races itself', () => {
  expect(judgeSecondUse(first, first)).toBe('race');
  expect(judgeSecondUse(first, { by: 'this browser', at: first.at + 10_000 })).toBe('race');
});

test('later, or from anywhere else, a second use is of a copy', () => {
  expect(judgeSecondUse(first, { by: 'this browser', at: first.at + 10_001 })).toBe('reuse');
  expect(judgeSecondUse(first, { by: 'another browser', at: first.at })).toBe('reuse');
});
