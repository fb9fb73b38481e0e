import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { coveringPixels } from '../../../lib/domain/media/pixels.ts';
import type { Raster } from '../../../lib/domain/media/redaction/raster.ts';

/** What covers are made of, told anew here: who judges takes nothing from who is judged. */
const cover = [0x29, 0x2e, 0x36] as const;

/** Places of pixels: `y * width + x`. */
export type Ink = ReadonlySet<number>;

/** Of 255, in any channel: the faintest fringe of a letter tells nothing. */
const fringe = 40;

/** The pixels that something is drawn with: those that differ where it is not drawn. */
export function inkBetween(picture: Raster, without: Raster, boxes: readonly Rectangle[]): Ink {
  return collect(picture, boxes, (at) => differs(picture, at, without, at));
}

/**
 * The pixels that something is drawn with, where the page without it is not known: all that is not its ground, and no
 * frame of a field that reached into the box.
 */
export function inkOn(picture: Raster, boxes: readonly Rectangle[]): Ink {
  const ink = new Set<number>();
  for (const box of boxes) {
    const ground = groundOf(picture, box);
    const found = collect(picture, [box], (place) => differs(picture, place, ground, 0));
    for (const at of withoutFrame(picture, box, found)) ink.add(at);
  }
  return ink;
}

/** Of a box's side: lines along more of it, near its edge, belong to what is around the text. */
const line = { along: 0.9, near: 0.15 };

function withoutFrame(picture: Raster, box: Rectangle, ink: Ink): Ink {
  const within = coveringPixels(box, 0, picture);
  if (!within) return ink;
  const { x, y, width, height } = within;
  const isLine = (
    place: number,
    from: number,
    across: number,
    along: number,
    at: (step: number) => number,
  ) => {
    const depth = Math.min(place - from, from + across - 1 - place);
    if (depth > Math.max(2, line.near * across)) return false;
    let met = 0;
    for (let step = 0; step < along; step += 1) if (ink.has(at(step))) met += 1;
    return met > line.along * along;
  };
  const rows = new Set<number>();
  for (let row = y; row < y + height; row += 1)
    if (isLine(row, y, height, width, (step) => row * picture.width + x + step)) rows.add(row);
  const columns = new Set<number>();
  for (let column = x; column < x + width; column += 1)
    if (isLine(column, x, width, height, (step) => (y + step) * picture.width + column)) columns.add(column);
  return new Set(
    [...ink].filter((at) => !rows.has(Math.floor(at / picture.width)) && !columns.has(at % picture.width)),
  );
}

/** The share of it that can still be made out: what is neither covered itself nor has only cover beside it. */
export function shareLeft(after: Raster, ink: Ink): number {
  let left = 0;
  for (const at of ink) if (!isCovered(after, at)) left += 1;
  return ink.size === 0 ? 0 : left / ink.size;
}

/** Dark letters have nearly the colour of covers: the pixels around them tell. */
function isCovered({ width, height, pixels }: Raster, at: number): boolean {
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1)
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1)
      for (let channel = 0; channel < 3; channel += 1)
        if (pixels[(row * width + column) * 3 + channel] !== cover[channel]) return false;
  return true;
}

function collect(raster: Raster, boxes: readonly Rectangle[], isInk: (at: number) => boolean): Ink {
  const ink = new Set<number>();
  for (const box of boxes) {
    const within = coveringPixels(box, 0, raster);
    if (!within) continue;
    for (let y = within.y; y < within.y + within.height; y += 1)
      for (let x = within.x; x < within.x + within.width; x += 1)
        if (isInk(y * raster.width + x)) ink.add(y * raster.width + x);
  }
  return ink;
}

function differs(one: Raster, at: number, other: Raster, place: number): boolean {
  for (let channel = 0; channel < 3; channel += 1) {
    const difference =
      (one.pixels[at * 3 + channel] as number) - (other.pixels[place * 3 + channel] as number);
    if (Math.abs(difference) > fringe) return true;
  }
  return false;
}

/** The most frequent colour of a box, as a picture of one pixel. */
function groundOf(raster: Raster, box: Rectangle): Raster {
  const counts = new Map<number, number>();
  for (const at of collect(raster, [box], () => true)) {
    const [red, green, blue] = raster.pixels.subarray(at * 3, at * 3 + 3) as unknown as number[];
    const colour = ((red as number) << 16) | ((green as number) << 8) | (blue as number);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [[colour] = [0]] = [...counts].sort(([, a], [, b]) => b - a);
  return { width: 1, height: 1, pixels: Uint8Array.of(colour >> 16, (colour >> 8) & 255, colour & 255) };
}
