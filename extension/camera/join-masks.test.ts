import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import { joinMasks } from './join-masks.ts';

const lies = (inner: Rectangle, outer: Rectangle) =>
  inner.x >= outer.x - 0.001 &&
  inner.y >= outer.y - 0.001 &&
  inner.x + inner.width <= outer.x + outer.width + 0.001 &&
  inner.y + inner.height <= outer.y + outer.height + 0.001;

const table = (rows: number, columns: number): Rectangle[] =>
  Array.from({ length: rows * columns }, (_, at) => ({
    x: (at % columns) * 100,
    y: Math.floor(at / columns) * 16,
    width: 60,
    height: 14,
  }));

test('few stay as they are, each once', () => {
  const [one, two] = table(1, 2) as [Rectangle, Rectangle];
  expect(joinMasks([one, two, { ...one }], 500)).toEqual([one, two]);
});

test('those of a large table are joined along its rows, and what lies between rows stays', () => {
  const joined = joinMasks(table(48, 12), 500);
  expect(joined).toHaveLength(48);
  expect(joined[1]).toEqual({ x: 0, y: 16, width: 1160, height: 14 });
});

test('what can be told by less is not joined further', () => {
  const words = table(100, 1).flatMap((mask) => [mask, { ...mask, x: 65 }, { ...mask, x: 600 }]);
  expect(joinMasks(words, 200)).toHaveLength(200);
});

const rectangle = fc.record({
  x: fc.double({ min: -50, max: 1_300, noNaN: true }),
  y: fc.double({ min: -50, max: 900, noNaN: true }),
  width: fc.double({ min: 1, max: 300, noNaN: true }),
  height: fc.double({ min: 1, max: 60, noNaN: true }),
});

test('whatever there is, all of it is covered by no more than may be', () => {
  fc.assert(
    fc.property(fc.array(rectangle, { maxLength: 80 }), fc.integer({ min: 1, max: 40 }), (masks, most) => {
      const joined = joinMasks(masks, most);
      expect(joined.length).toBeLessThanOrEqual(most);
      for (const mask of masks) expect(joined.some((one) => lies(mask, one))).toBe(true);
    }),
  );
});
