import { expect, test } from 'vitest';
import { nextTime, scheduleOf } from './schedule.ts';

const from = new Date('2026-11-20T10:00:00Z'); // a Friday

test.each([
  ['cron(0 12 * * ? *)', '2026-11-20T12:00:00.000Z'],
  ['cron(15 10 ? * 6L *)', '2026-11-27T10:15:00.000Z'],
  ['cron(0 8 1 * ? *)', '2026-12-01T08:00:00.000Z'],
  ['cron(0 18 ? * MON-FRI *)', '2026-11-20T18:00:00.000Z'],
  ['cron(0 18 ? * 1 *)', '2026-11-22T18:00:00.000Z'],
  ['cron(0/10 10 20 11 ? 2026)', '2026-11-20T10:10:00.000Z'],
])('%s next fires at %s', (expression, expected) => {
  expect(nextTime(expression, from)?.toISOString()).toBe(expected);
});

test('a rate counts from when it starts and can be stopped', async () => {
  expect(nextTime('rate(5 minutes)', from)).toBeUndefined();
  scheduleOf('rate(1 hour)')(() => undefined)();
});

test.each([
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(* * *)',
  'cron(61 * * * ? *)',
  'at(2026-11-20T10:00:00)',
])('the schedule %s is refused', (expression) => {
  expect(() => scheduleOf(expression)).toThrow('The local cloud does not support');
});
