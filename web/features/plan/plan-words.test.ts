import { expect, test } from 'vitest';
import { isMore, obstacles } from './plan-words.ts';

const usage = { members: 7, apiKeys: 2, guides: 1_200, concurrentRecordings: 0, recordingsThisMonth: 10 };

test('what stands in the way of a smaller plan is named with both numbers', () => {
  expect(obstacles('STARTER', usage)).toEqual([
    'Members: you have 7, Starter has room for 5.',
    'Guides: you have 1,200, Starter has room for 100.',
  ]);
  expect(obstacles('PROFESSIONAL', usage)).toEqual([]);
});

test('plans are told apart by what is more', () => {
  expect(isMore('ENTERPRISE', 'STARTER')).toBe(true);
  expect(isMore('STARTER', 'PROFESSIONAL')).toBe(false);
});
