import { expect, test } from 'vitest';
import { digestOf } from './strip-digest.ts';
import { cutStrip } from './strips.ts';

const line = { left: 40, top: 20, right: 140, bottom: 40 };

/** Ten bars as letters; the left half may stand on another ground. */
function page(ink: number[], ground: number[], shift = 0, leftGround = ground, leftInk = ink) {
  const [width, height] = [200, 60];
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const left = x - shift < 88;
      const letter = y >= 20 && y < 40 && x - shift >= 40 && x - shift < 140 && (x - shift) % 10 < 4;
      const colour = letter ? (left ? leftInk : ink) : left ? leftGround : ground;
      pixels.set(colour, (y * width + x) * 3);
    }
  return { width, height, pixels };
}
const darkest = (strip: { ink: Uint8Array }) => Math.min(...strip.ink);
const inked = (strip: { ink: Uint8Array }) => strip.ink.filter((value) => value < 100).length;

test.each([
  ['black on white', [0, 0, 0], [255, 255, 255]],
  ['white on blue', [255, 255, 255], [13, 110, 253]],
  ['muted on a tint', [173, 181, 189], [233, 236, 239]],
  ['of the brightness of its ground', [200, 60, 60], [60, 130, 60]],
])('text that is %s becomes dark on white', (_, ink, ground) => {
  const strip = cutStrip(page(ink, ground), line);
  expect(darkest(strip)).toBeLessThan(60);
  expect(inked(strip)).toBe(10 * 4 * 20);
  expect(strip.ink[0]).toBe(255);
});

test('a line that crosses from one ground to another is dark on white on both', () => {
  const strip = cutStrip(page([0, 0, 0], [255, 255, 255], 0, [33, 37, 41], [255, 255, 255]), line);
  const column = (x: number) => strip.ink[16 * strip.width + (x - strip.left)] ?? 0;
  expect([column(41), column(131)].every((value) => value < 100)).toBe(true);
  expect([column(47), column(137)]).toEqual([255, 255]);
});

test('the same text is the same strip wherever it stands, and another one is not', () => {
  const [black, white] = [
    [0, 0, 0],
    [255, 255, 255],
  ] as [number[], number[]];
  const there = cutStrip(page(black, white, 17), { ...line, left: 57, right: 157 });
  const here = cutStrip(page(black, white), line);
  expect(digestOf(there)).toEqual(digestOf(here));
  expect(digestOf(cutStrip(page([60, 0, 0], white), { ...line, right: 130 }))).not.toEqual(digestOf(here));
});

test('a headline is read at a part of its size, and keeps its place', () => {
  const strip = cutStrip(page([0, 0, 0], [255, 255, 255]), { left: 0, top: 0, right: 200, bottom: 60 });
  expect(strip.factor).toBe(1);
  const tall = { width: 300, height: 200, pixels: new Uint8Array(300 * 200 * 3).fill(255) };
  const reduced = cutStrip(tall, { left: 10, top: 20, right: 290, bottom: 150 });
  expect(reduced).toMatchObject({ factor: 3, left: 4, top: 14 });
});
