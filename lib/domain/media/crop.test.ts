import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropAround } from './crop.ts';

const picture = { width: 1280, height: 800 };

test('a small target is shown from near, with much of the page around it', () => {
  const crop = cropAround({ x: 600, y: 400, width: 20, height: 20 }, picture);
  expect(crop.width).toBeLessThan(picture.width / 2);
  expect(crop.width).toBeGreaterThan(20 * 12);
  expect(crop.x + crop.width / 2).toBeCloseTo(610, 0);
  expect(crop.y + crop.height / 2).toBeCloseTo(410, 0);
});

test('a target that fills the page shows the whole picture', () => {
  expect(cropAround({ x: 10, y: 10, width: 1200, height: 760 }, picture)).toEqual({ x: 0, y: 0, ...picture });
});

test('near an edge the crop stays inside and keeps its size', () => {
  const middle = cropAround({ x: 600, y: 400, width: 40, height: 20 }, picture);
  const corner = cropAround({ x: 1240, y: 780, width: 40, height: 20 }, picture);
  expect(corner).toEqual({
    ...middle,
    x: picture.width - middle.width,
    y: picture.height - middle.height,
  });
});

test('a wide low target, such as a search field, still gets rows above and below it', () => {
  const { width, height } = cropAround({ x: 200, y: 100, width: 700, height: 30 }, picture);
  expect(width / height).toBeLessThanOrEqual(2.01);
});

const side = fc.integer({ min: 1, max: 5000 });

test('whatever picture and target, the crop is whole pixels within the picture and never cuts the target', () => {
  fc.assert(
    fc.property(
      side,
      side,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (w, h, at) => {
        const [a = 0, b = 0, c = 0, d = 0] = at;
        const x = Math.floor(Math.min(a, b) * (w - 1));
        const y = Math.floor(Math.min(c, d) * (h - 1));
        const target = {
          x,
          y,
          width: Math.max(1, Math.floor(Math.max(a, b) * w) - x),
          height: Math.max(1, Math.floor(Math.max(c, d) * h) - y),
        };
        const crop = cropAround(target, { width: w, height: h });
        for (const value of Object.values(crop)) expect(Number.isInteger(value)).toBe(true);
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y).toBeGreaterThanOrEqual(0);
        expect(crop.x + crop.width).toBeLessThanOrEqual(w);
        expect(crop.y + crop.height).toBeLessThanOrEqual(h);
        expect(crop.x).toBeLessThanOrEqual(target.x);
        expect(crop.y).toBeLessThanOrEqual(target.y);
        expect(crop.x + crop.width).toBeGreaterThanOrEqual(target.x + target.width);
        expect(crop.y + crop.height).toBeGreaterThanOrEqual(target.y + target.height);
      },
    ),
  );
});
