import { expect, test } from 'vitest';
import { costWords, isMore, obstacles, priceWords } from './plan-words.ts';

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

test('a price reads as people say it', () => {
  const every = { count: 1, unit: 'month' } as const;
  expect(priceWords({ amount: 49, currency: 'USD', every })).toBe('$49 a month');
  expect(priceWords({ amount: 49.9, currency: 'EUR', every })).toBe('€49.90 a month');
  expect(priceWords({ amount: 4_990, currency: 'JPY', every: { count: 3, unit: 'month' } })).toBe(
    '¥4,990 every 3 months',
  );
});

test('each plan says what it costs, where that is known', () => {
  const every = { count: 1, unit: 'year' } as const;
  const prices = { PROFESSIONAL: { amount: 490, currency: 'USD', every }, ENTERPRISE: null };
  expect(costWords('STARTER', prices)).toBe('Free');
  expect(costWords('PROFESSIONAL', prices)).toBe('$490 a year');
  expect(costWords('ENTERPRISE', prices)).toBe('The price is shown before you pay');
  expect(costWords('ENTERPRISE', null)).toBeUndefined();
});
