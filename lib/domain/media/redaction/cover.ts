import type { Rectangle } from '../../../contracts/capture/action.ts';
import { coveringPixels } from '../pixels.ts';
import type { Raster } from './raster.ts';

/** In heights of the box: how far readers' boxes are off at most, upwards and sideways, and what is added all around. */
const reach = { rows: 0.6, columns: 14 };
const margin = 0.12;
const leastMargin = 2;
/** The gap between two words, in heights of theirs; between letters it is narrower. */
const betweenWords = 0.24;
const leastGap = 3;
/** Of 255: less is a gradient of the ground, not the edge of a letter. */
const edge = 16;

/**
 * What is painted over so that nothing of a word remains. Readers' boxes often cut the outermost letters off, or leave
 * out those that they could not make out: each side goes outwards until it lies in a gap as wide as one between words.
 */
export function coverOf(raster: Raster, word: Rectangle): Rectangle | undefined {
  const start = coveringPixels(word, 0, raster);
  if (!start) return undefined;
  const rowIsClear = (y: number) => isClear(raster, start.x, y, start.width, 1);
  const mostRows = reach.rows * start.height;
  const top = outwards(start.y, -1, 1, mostRows, raster.height, rowIsClear);
  const bottom = outwards(start.y + start.height - 1, 1, 1, mostRows, raster.height, rowIsClear);
  const height = bottom + 1 - top;
  // With a row of the ground at either end: a letter that is one stroke from top to bottom has no edge within it.
  const column = { from: Math.max(0, top - 1), to: Math.min(raster.height, bottom + 2) };
  const columnIsClear = (x: number) => isClear(raster, x, column.from, 1, column.to - column.from);
  const gap = Math.max(leastGap, Math.ceil(betweenWords * height));
  const mostColumns = reach.columns * height;
  const left = outwards(start.x, -1, gap, mostColumns, raster.width, columnIsClear);
  const right = outwards(start.x + start.width - 1, 1, gap, mostColumns, raster.width, columnIsClear);
  const grown = { x: left, y: top, width: right + 1 - left, height };
  return coveringPixels(grown, Math.max(leastMargin, Math.ceil(margin * height)), raster);
}

/** From `from` in steps of `step`, to where `gap` clear rows or columns follow each other: the last that is not clear. */
function outwards(
  from: number,
  step: 1 | -1,
  gap: number,
  furthest: number,
  size: number,
  clear: (at: number) => boolean,
): number {
  let last = from;
  for (let at = from, empty = 0; at >= 0 && at < size && Math.abs(at - from) <= furthest; at += step) {
    empty = clear(at) ? empty + 1 : 0;
    if (empty === 0) last = at;
    if (empty >= gap) return last;
  }
  return last;
}

/** Whether a row or column of pixels goes through no edge. */
function isClear({ width, pixels }: Raster, x: number, y: number, across: number, down: number): boolean {
  const step = (across > 1 ? 1 : width) * 3;
  const count = Math.max(across, down);
  let at = (y * width + x) * 3;
  for (let index = 1; index < count; index += 1, at += step)
    for (let channel = 0; channel < 3; channel += 1) {
      const difference = (pixels[at + channel] as number) - (pixels[at + step + channel] as number);
      if (difference > edge || difference < -edge) return false;
    }
  return true;
}
