import { expect, test } from 'vitest';
import { isTooSlow, type Pace, paceAfter } from './pace.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const pace = (milliseconds: number): Pace => ({ milliseconds, at: now });
const minutes = 60_000;

test('a model of which nothing is known is not too slow', () => {
  expect(isTooSlow(undefined, 1, now)).toBe(false);
});

test('one is too slow where it has been taking longer than there is time', () => {
  expect(isTooSlow(pace(1_500), 1_400, now)).toBe(true);
  expect(isTooSlow(pace(1_400), 1_400, now)).toBe(false);
});

test('what was five minutes ago is forgotten', () => {
  expect(isTooSlow(pace(9_000), 1_000, now + 5 * minutes - 1)).toBe(true);
  expect(isTooSlow(pace(9_000), 1_000, now + 5 * minutes)).toBe(false);
  expect(paceAfter(pace(9_000), 500, 'answered', now + 5 * minutes).milliseconds).toBe(500);
});

test('one slow call does not make a quick model too slow, and an answer or two make a slow one quick again', () => {
  const once = paceAfter(pace(600), 1_400, 'given-up', now);
  expect(isTooSlow(once, 1_400, now)).toBe(false);
  const slow = [1, 2, 3].reduce((known) => paceAfter(known, 1_400, 'given-up', now), once);
  expect(isTooSlow(slow, 1_400, now)).toBe(true);
  expect(isTooSlow(paceAfter(slow, 600, 'answered', now), 1_400, now)).toBe(false);
});

test('a call that was given up is taken for longer than it was waited for, and never speaks for the model', () => {
  expect(paceAfter(undefined, 1_400, 'given-up', now).milliseconds).toBe(1_750);
  expect(paceAfter(pace(3_000), 400, 'given-up', now).milliseconds).toBe(3_000);
});
