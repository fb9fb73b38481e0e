import { expect, test } from 'vitest';
import { targetPlace } from './target-place.ts';

const screenshot = (target: { x: number; y: number; width: number; height: number }, scale = 1) => ({
  id: 'sht_0000000000',
  width: 1000,
  height: 500,
  scale,
  target,
  masks: [],
  state: 'before' as const,
});

test('a target is placed in percent of the picture, whose pixels may be finer than the page’s', () => {
  const expected = { left: '10%', top: '20%', width: '30%', height: '40%' };
  expect(targetPlace(screenshot({ x: 100, y: 100, width: 300, height: 200 }))).toEqual(expected);
  expect(targetPlace(screenshot({ x: 50, y: 50, width: 150, height: 100 }, 2))).toEqual(expected);
});

test('a target that is partly scrolled out of view is marked as far as it is seen, one outside is not', () => {
  expect(targetPlace(screenshot({ x: -100, y: 400, width: 200, height: 900 }))).toEqual({
    left: '0%',
    top: '80%',
    width: '10%',
    height: '20%',
  });
  expect(targetPlace(screenshot({ x: 0, y: 501, width: 10, height: 10 }))).toBeUndefined();
});

test('without a picture, or without a known target, nothing is marked', () => {
  expect(targetPlace(undefined)).toBeUndefined();
  const { target: _, ...unknown } = screenshot({ x: 0, y: 0, width: 1, height: 1 });
  expect(targetPlace(unknown)).toBeUndefined();
});
