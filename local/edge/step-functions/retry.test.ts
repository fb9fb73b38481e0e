import { expect, test } from 'vitest';
import { coversError } from './failure.ts';
import { RetryPlan } from './retry.ts';

function delays(plan: RetryPlan, error: string, attempts: number) {
  return Array.from({ length: attempts }, () => plan.next(error));
}

test('delays grow by the rate up to the longest, and end with the attempts', () => {
  const plan = new RetryPlan([
    {
      ErrorEquals: ['TransientFault'],
      IntervalSeconds: 2,
      BackoffRate: 3,
      MaxAttempts: 4,
      MaxDelaySeconds: 30,
    },
  ]);
  expect(delays(plan, 'TransientFault', 5)).toEqual([2, 6, 18, 30, undefined]);
  expect(plan.count).toBe(4);
});

test('three attempts, a second apart and doubling, unless told otherwise', () => {
  expect(delays(new RetryPlan([{ ErrorEquals: ['States.ALL'] }]), 'X', 4)).toEqual([1, 2, 4, undefined]);
});

test('each entry counts its own attempts, and the first that fits decides', () => {
  const plan = new RetryPlan([
    { ErrorEquals: ['A'], MaxAttempts: 1, IntervalSeconds: 5 },
    { ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 7 },
  ]);
  expect([plan.next('A'), plan.next('B'), plan.next('A'), plan.next('B')]).toEqual([
    5,
    7,
    undefined,
    undefined,
  ]);
});

test('full jitter stays below the delay', () => {
  const plan = new RetryPlan([
    { ErrorEquals: ['A'], IntervalSeconds: 4, MaxAttempts: 50, BackoffRate: 1, JitterStrategy: 'FULL' },
  ]);
  const drawn = delays(plan, 'A', 50) as number[];
  expect(Math.max(...drawn)).toBeLessThanOrEqual(4);
  expect(new Set(drawn).size).toBeGreaterThan(10);
});

test.each([
  ['States.ALL', 'Anything', true],
  ['States.ALL', 'States.Timeout', true],
  ['States.ALL', 'States.Runtime', false],
  ['States.ALL', 'States.DataLimitExceeded', false],
  ['States.TaskFailed', 'TransientFault', true],
  ['States.TaskFailed', 'States.Timeout', false],
  ['States.Timeout', 'States.Timeout', true],
  ['TransientFault', 'PermanentFault', false],
])('%s covers %s: %s', (name, error, expected) => {
  expect(coversError([name], error)).toBe(expected);
});
