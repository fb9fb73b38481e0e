import { expect, test } from 'vitest';
import { Throttling } from './throttling.ts';

const stage = {
  name: '$default',
  variables: {},
  throttle: { rate: 2, burst: 3 },
  routeThrottles: new Map([['GET /own', { rate: 1, burst: 1 }]]),
};

test('a burst passes at once, then as many as the rate gives', () => {
  let now = 0;
  const throttling = new Throttling(() => now);
  const admitted = (count: number) => Array.from({ length: count }, () => throttling.admit(stage, 'GET /a'));
  expect(admitted(4)).toEqual([true, true, true, false]);
  now = 1000;
  expect(admitted(3)).toEqual([true, true, false]);
  now = 60_000;
  expect(admitted(4)).toEqual([true, true, true, false]);
});

test('a route with its own limit does not share', () => {
  const throttling = new Throttling(() => 0);
  expect([throttling.admit(stage, 'GET /own'), throttling.admit(stage, 'GET /own')]).toEqual([true, false]);
  expect(throttling.admit(stage, 'GET /a')).toBe(true);
});

test('a stage without limits lets everything through', () => {
  const throttling = new Throttling(() => 0);
  const open = { ...stage, throttle: undefined, routeThrottles: new Map() };
  expect(Array.from({ length: 50 }, () => throttling.admit(open, 'GET /a')).every(Boolean)).toBe(true);
});
