import { expect, test } from 'vitest';
import { coverOf } from './cover.ts';
import type { Raster } from './raster.ts';

/** White, with bars as letters: from `x` on, each 6 wide and 3 apart. */
function page(letters: { x: number; y: number; count: number; height?: number }[]): Raster {
  const [width, height] = [600, 120];
  const pixels = new Uint8Array(width * height * 3).fill(255);
  for (const { x, y, count, height: tall = 14 } of letters)
    for (let at = 0; at < count; at += 1)
      for (let row = y; row < y + tall; row += 1)
        pixels.fill(20, (row * width + x + at * 9) * 3, (row * width + x + at * 9 + 6) * 3);
  return { width, height, pixels };
}
const covers = (raster: Raster, box: { x: number; y: number; width: number; height: number }) => {
  const { x = 0, y = 0, width = 0, height = 0 } = coverOf(raster, box) ?? {};
  return { left: x, top: y, right: x + width, bottom: y + height };
};

test('a box that cuts letters off, or leaves them out, is made as wide as the word and no wider', () => {
  const words = page([
    { x: 100, y: 40, count: 10 },
    { x: 100 + 90 + 12, y: 40, count: 5 },
  ]);
  const { left, right, top, bottom } = covers(words, { x: 130, y: 44, width: 20, height: 8 });
  expect(left).toBeLessThanOrEqual(98);
  expect(left).toBeGreaterThan(92);
  expect(right).toBeGreaterThanOrEqual(189);
  expect(right).toBeLessThan(202);
  expect(top).toBeLessThanOrEqual(40);
  expect(bottom).toBeGreaterThanOrEqual(54);
});

test('the line above is not reached', () => {
  const lines = page([
    { x: 100, y: 20, count: 10 },
    { x: 100, y: 44, count: 10 },
  ]);
  expect(covers(lines, { x: 100, y: 44, width: 87, height: 14 }).top).toBeGreaterThan(36);
});

test('on one colour a box gets its margin, and at the picture’s edge it ends there', () => {
  expect(coverOf(page([]), { x: 100, y: 40, width: 50, height: 10 })).toEqual({
    x: 98,
    y: 38,
    width: 54,
    height: 14,
  });
  expect(coverOf(page([]), { x: 590, y: 110, width: 50, height: 30 })).toMatchObject({
    x: 588,
    y: 108,
    width: 12,
    height: 12,
  });
  expect(coverOf(page([]), { x: 700, y: 40, width: 50, height: 10 })).toBeUndefined();
});
