import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rectangle } from '../../contracts/capture/action.ts';
import { cropAround } from './crop.ts';
import { pageLayout } from './page-layout.ts';
import { settleCrop } from './settle-crop.ts';

const picture = { width: 1280, height: 800 };

/** A white page with filled boxes, and what a crop does to them. */
function page(...boxes: readonly Rectangle[]) {
  const pixels = new Uint8Array(picture.width * picture.height).fill(255);
  for (const box of boxes)
    for (let y = box.y; y < box.y + box.height; y += 1)
      pixels.fill(60, y * picture.width + box.x, y * picture.width + box.x + box.width);
  return pageLayout({ ...picture, pixels }, picture);
}
const isCut = (box: Rectangle, crop: Rectangle) => {
  const overlaps =
    box.x < crop.x + crop.width &&
    crop.x < box.x + box.width &&
    box.y < crop.y + crop.height &&
    crop.y < box.y + box.height;
  const within =
    box.x >= crop.x &&
    box.y >= crop.y &&
    box.x + box.width <= crop.x + crop.width &&
    box.y + box.height <= crop.y + crop.height;
  return overlaps && !within;
};
const line = (y: number): Rectangle => ({ x: 100, y, width: 1000, height: 14 });
const words = (y: number): Rectangle[] =>
  Array.from({ length: 100 }, (_, i) => ({ x: 100 + i * 10, y, width: 6, height: 14 }));

const target = { x: 600, y: 400, width: 40, height: 20 };
const plain = cropAround(target, picture);

test('a card at the edge of the crop is shown whole rather than cut', () => {
  const card = { x: plain.x - 40, y: 330, width: 120, height: 160 };
  expect(isCut(card, plain)).toBe(true);
  expect(isCut(card, cropAround(target, picture, page(card, target)))).toBe(false);
});

test('lines of text are cut off between them, never through them', () => {
  const lines = Array.from({ length: 30 }, (_, i) => 15 + i * 26);
  const crop = cropAround(target, picture, page(...lines.flatMap(words), target));
  for (const y of lines) {
    const whole = y >= crop.y && y + 14 <= crop.y + crop.height;
    const outside = y + 14 <= crop.y || y >= crop.y + crop.height;
    expect(whole || outside).toBe(true);
  }
});

test('a crop that would be half empty shows more of what there is', () => {
  const button = { x: 600, y: 470, width: 40, height: 20 };
  const above = [150, 200, 250, 300, 350, 400].map(line);
  const shown = (crop: Rectangle) => above.filter(({ y }) => y >= crop.y).length;
  expect(shown(cropAround(button, picture, page(...above, button)))).toBeGreaterThan(
    shown(cropAround(button, picture)),
  );
});

test('a blank page changes nothing', () => {
  expect(cropAround(target, picture, page())).toEqual(plain);
});

test('a picture of twice the pixels is judged in those of the page', () => {
  const layout = page({ x: 380, y: 330, width: 120, height: 160 }, target);
  const large = pageLayout({ ...picture, pixels: new Uint8Array(1280 * 800) }, { width: 2560, height: 1600 });
  expect(layout.factor).toBe(1);
  expect(large.factor).toBe(2);
});

test('whatever stands on the page, the crop stays within the picture and keeps the target', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 1100 }),
    y: fc.integer({ min: 0, max: 700 }),
    width: fc.integer({ min: 4, max: 180 }),
    height: fc.integer({ min: 4, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(box, { maxLength: 8 }), box, (boxes, on) => {
      const layout = page(...boxes, on);
      const crop = settleCrop(cropAround(on, picture), on, layout);
      for (const value of Object.values(crop)) expect(Number.isInteger(value)).toBe(true);
      expect(crop.x).toBeGreaterThanOrEqual(0);
      expect(crop.y).toBeGreaterThanOrEqual(0);
      expect(crop.x + crop.width).toBeLessThanOrEqual(picture.width);
      expect(crop.y + crop.height).toBeLessThanOrEqual(picture.height);
      expect(crop.x).toBeLessThanOrEqual(on.x);
      expect(crop.y).toBeLessThanOrEqual(on.y);
      expect(crop.x + crop.width).toBeGreaterThanOrEqual(on.x + on.width);
      expect(crop.y + crop.height).toBeGreaterThanOrEqual(on.y + on.height);
      expect(crop.width / crop.height).toBeLessThanOrEqual(2.6);
      expect(crop.width / crop.height).toBeGreaterThanOrEqual(1.1);
    }),
    { numRuns: 60 },
  );
});
