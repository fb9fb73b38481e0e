import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskBoxes } from './mask-boxes.ts';

const picture = { width: 1280, height: 800 };

test('a box reaches outward, with a margin that grows with the scale', () => {
  expect(maskBoxes([{ x: 10.4, y: 20.6, width: 100.1, height: 30 }], 1, picture)).toEqual([
    { x: 8, y: 18, width: 105, height: 35 },
  ]);
  expect(maskBoxes([{ x: 10, y: 20, width: 100, height: 30 }], 2, picture)).toEqual([
    { x: 16, y: 36, width: 208, height: 68 },
  ]);
});

test('what is out of view, or empty, gives no box; what reaches over the edge is cut there', () => {
  const masks = [
    { x: -300, y: 0, width: 100, height: 100 },
    { x: 5, y: 5, width: 0, height: 100 },
    { x: 1250, y: 790, width: 100, height: 100 },
  ];
  expect(maskBoxes(masks, 1, picture)).toEqual([{ x: 1248, y: 788, width: 32, height: 12 }]);
});

const number = fc.double({ min: 0, max: 600, noNaN: true });

test('a box covers every pixel that its mask touches, at any zoom', () => {
  fc.assert(
    fc.property(
      number,
      number,
      fc.double({ min: 0.1, max: 300, noNaN: true }),
      fc.double({ min: 0.25, max: 5, noNaN: true }),
      (x, y, length, scale) => {
        const size = { width: 8000, height: 8000 };
        const [box] = maskBoxes([{ x, y, width: length, height: length }], scale, size);
        expect(box?.x).toBeLessThanOrEqual(Math.floor(x * scale));
        expect(box?.y).toBeLessThanOrEqual(Math.floor(y * scale));
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThanOrEqual(Math.ceil((x + length) * scale));
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThanOrEqual(Math.ceil((y + length) * scale));
      },
    ),
  );
});
