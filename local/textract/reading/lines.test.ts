import { expect, test } from 'vitest';
import { findLines } from './lines.ts';
import type { Raster } from './raster.ts';

type Colour = readonly [red: number, green: number, blue: number];
const white: Colour = [255, 255, 255];
const black: Colour = [20, 20, 20];

function canvas(width = 800, height = 300): Raster & { fill(...of: Parameters<typeof fill>): void } {
  const pixels = new Uint8Array(width * height * 3).fill(255);
  const fill = (x: number, y: number, across: number, down: number, colour: Colour) => {
    for (let row = y; row < y + down; row += 1)
      for (let column = x; column < x + across; column += 1) pixels.set(colour, (row * width + column) * 3);
  };
  return { width, height, pixels, fill };
}
declare const fill: (x: number, y: number, across: number, down: number, colour: Colour) => void;

/** Letters as bars of a third of their height, with a wider gap after every fourth. */
function write(
  on: ReturnType<typeof canvas>,
  x: number,
  y: number,
  letters: number,
  colour = black,
  height = 18,
) {
  for (let at = 0; at < letters; at += 1) on.fill(x + at * 9 + Math.floor(at / 4) * 8, y, 6, height, colour);
}

const tops = (raster: Raster) => findLines(raster).map(({ top }) => top);

test('letters beside each other are a line, those below another', () => {
  const page = canvas();
  write(page, 100, 50, 12);
  write(page, 100, 80, 8);
  expect(tops(page).sort((a, b) => a - b)).toEqual([50, 80]);
});

test('what stands far apart are two lines: cells of a table', () => {
  const page = canvas();
  write(page, 100, 50, 4);
  write(page, 300, 50, 4);
  expect(findLines(page)).toHaveLength(2);
});

test('of a button its text is a line, whatever its colours, and its outline is none', () => {
  const page = canvas();
  page.fill(100, 40, 160, 44, [13, 110, 253]);
  write(page, 120, 52, 8, white);
  expect(findLines(page)).toMatchObject([{ top: 52, bottom: 71, left: 120 }]);
});

test('an avatar beside a name is not taken into its line', () => {
  const page = canvas();
  page.fill(100, 40, 60, 60, [90, 120, 60]);
  write(page, 170, 60, 8);
  expect(findLines(page)).toContainEqual(expect.objectContaining({ top: 60, bottom: 79, left: 170 }));
});

test('rules, borders and what is one colour have no lines', () => {
  const page = canvas();
  page.fill(0, 100, 800, 2, black);
  page.fill(200, 0, 2, 300, black);
  expect(findLines(page)).toEqual([]);
});
