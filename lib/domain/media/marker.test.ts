import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markerOverlay, outlineAround } from './marker.ts';

const picture = { width: 1200, height: 600 };

test('nothing to mark is nothing drawn', () => {
  expect(markerOverlay(undefined, undefined, picture, 1)).toBeUndefined();
});

test('the drawing is no larger than the marker needs', () => {
  const overlay = markerOverlay({ x: 500, y: 300, width: 100, height: 30 }, undefined, picture, 1);
  expect(overlay?.left).toBe(493);
  expect(overlay?.svg).toContain('width="114" height="44"');
});

const tipOf = (target: Parameters<typeof markerOverlay>[0], x: number, y: number) =>
  markerOverlay(target, { x, y }, picture, 1)
    ?.svg.match(/translate\(([\d.]+) ([\d.]+)\)/)
    ?.slice(1)
    .map(Number);

test('the arrow points where the pointer was, and hides neither a label of one line nor an icon', () => {
  expect(tipOf({ x: 100, y: 100, width: 400, height: 300 }, 150, 130)).toEqual([150, 130]);
  expect(tipOf(undefined, 150, 130)).toEqual([150, 130]);
  expect(tipOf({ x: 100, y: 100, width: 120, height: 50 }, 150, 110)).toEqual([150, 136]);
  expect(tipOf({ x: 100, y: 100, width: 120, height: 50 }, 150, 149)).toEqual([150, 149]);
  expect(tipOf({ x: 100, y: 100, width: 40, height: 40 }, 120, 120)).toBeUndefined();
  expect(tipOf({ x: 100, y: 100, width: 40, height: 40 }, 300, 120)).toEqual([300, 120]);
});

test.each([0.5, 0.7, 1, 1.5])(
  'at %f of its size, a label three pixels above the field keeps its letters',
  (scale) => {
    const field = { x: 300, y: 200, width: 300 * scale, height: 36 * scale };
    const svg = markerOverlay(field, undefined, picture, scale)?.svg ?? '';
    const solid = [...svg.matchAll(/ y="([\d.]+)"[^>]*stroke-width="([\d.]+)" stroke-opacity="(?:1|0\.5)"/g)];
    const highest = Math.min(...solid.map(([, y, width]) => Number(y) - Number(width) / 2));
    expect(solid).toHaveLength(3);
    // Half a pixel of a letter's edge is nothing at half the size.
    expect(field.y - highest).toBeLessThanOrEqual(Math.max(2, 3.2 * scale) + 0.01);
    expect(field.y - highest).toBeGreaterThan(0);
  },
);

test('an outline surrounds its target and stays visible inside the picture, wherever the target is', () => {
  const at = fc.integer({ min: 0, max: 1199 });
  fc.assert(
    fc.property(at, fc.integer({ min: 0, max: 599 }), at, fc.integer({ min: 1, max: 599 }), (x, y, w, h) => {
      const target = { x, y, width: Math.min(w + 1, 1200 - x), height: Math.min(h, 600 - y) };
      const outline = outlineAround(target, picture, 1);
      expect(outline.x).toBeGreaterThanOrEqual(4);
      expect(outline.y).toBeGreaterThanOrEqual(4);
      expect(outline.x + outline.width).toBeLessThanOrEqual(1196);
      expect(outline.y + outline.height).toBeLessThanOrEqual(596);
      expect(outline.width).toBeGreaterThanOrEqual(12);
      expect(outline.height).toBeGreaterThanOrEqual(12);
      expect(Math.max(outline.width, outline.height)).toBeGreaterThanOrEqual(24);
      // The line itself is three pixels wide to either side.
      expect(outline.x - 3.1).toBeLessThanOrEqual(Math.max(4, target.x));
      expect(outline.x + outline.width + 3.1).toBeGreaterThanOrEqual(Math.min(1196, target.x + target.width));
    }),
    { examples: [[0, 0, 24, 10]] },
  );
});
