import { type Box, heightOf, type Raster } from './raster.ts';

/** A line of text as dark ink on a white ground, whatever its colours were; one byte a pixel. */
export interface Strip {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
  /** Where it was, in pixels of the picture. */
  readonly left: number;
  readonly top: number;
  /** Pixels of the picture for one of the strip's. */
  readonly factor: number;
}

const margin = 6;
/** Higher lines are read at a part of their size. */
const readable = 64;
/** Differences that are no text: noise of pictures, gradients. */
const faint = 8;
const leastContrast = 40;

/** Text is told from its ground by colour, not by brightness: muted text on a tint has hardly any of the latter. */
export function cutStrip(raster: Raster, line: Box): Strip {
  const left = Math.max(0, line.left - margin);
  const top = Math.max(0, line.top - margin);
  const width = Math.min(raster.width, line.right + margin) - left;
  const height = Math.min(raster.height, line.bottom + margin) - top;
  const distances = new Float32Array(width * height);
  const cell = Math.max(12, heightOf(line));
  for (let from = 0; from < width; from += cell) {
    const to = Math.min(width, from + cell);
    const ground = groundOf(
      raster,
      left + Math.max(0, from - cell),
      left + Math.min(width, to + cell),
      top,
      height,
    );
    for (let y = 0; y < height; y += 1) {
      for (let x = from; x < to; x += 1) {
        const at = ((top + y) * raster.width + left + x) * 3;
        const red = (raster.pixels[at] as number) - ground[0];
        const green = (raster.pixels[at + 1] as number) - ground[1];
        const blue = (raster.pixels[at + 2] as number) - ground[2];
        distances[y * width + x] = Math.sqrt(0.4 * red * red + 0.45 * green * green + 0.15 * blue * blue);
      }
    }
  }
  const ink = new Uint8Array(width * height);
  for (let from = 0; from < width; from += cell) {
    const to = Math.min(width, from + cell);
    const full = darkest(distances, width, height, Math.max(0, from - cell), Math.min(width, to + cell));
    for (let y = 0; y < height; y += 1)
      for (let x = from; x < to; x += 1) {
        const share = ((distances[y * width + x] as number) - faint) / (full - faint);
        ink[y * width + x] = 255 - Math.round(235 * Math.min(1, Math.max(0, share)));
      }
  }
  return reduce({ width, height, ink, left, top, factor: 1 }, Math.ceil(heightOf(line) / readable));
}

const counts = new Uint32Array(1 << 15);

/** The most frequent colour of an area, in steps of eight: between letters there is more ground than ink. */
function groundOf(
  raster: Raster,
  left: number,
  right: number,
  top: number,
  height: number,
): [number, number, number] {
  const met: number[] = [];
  let most = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * raster.width + x) * 3;
      const colour =
        (((raster.pixels[at] as number) >> 3) << 10) |
        (((raster.pixels[at + 1] as number) >> 3) << 5) |
        ((raster.pixels[at + 2] as number) >> 3);
      if (counts[colour] === 0) met.push(colour);
      counts[colour] = (counts[colour] as number) + 1;
      if ((counts[colour] as number) > (counts[most] as number)) most = colour;
    }
  }
  for (const colour of met) counts[colour] = 0;
  return [((most >> 10) & 31) * 8 + 4, ((most >> 5) & 31) * 8 + 4, (most & 31) * 8 + 4];
}

/** What nine of ten pixels of the ink reach. */
function darkest(distances: Float32Array, width: number, height: number, from: number, to: number): number {
  const steps = new Uint32Array(256);
  let inked = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = from; x < to; x += 1) {
      const distance = distances[y * width + x] as number;
      if (distance <= 20) continue;
      steps[Math.min(255, Math.round(distance))] = (steps[Math.min(255, Math.round(distance))] as number) + 1;
      inked += 1;
    }
  let seen = 0;
  for (let distance = 255; distance > leastContrast; distance -= 1) {
    seen += steps[distance] as number;
    if (seen >= inked * 0.1 && seen > 0) return distance;
  }
  return leastContrast;
}

/** Means over squares of `by` pixels. */
function reduce(strip: Strip, by: number): Strip {
  if (by <= 1) return strip;
  const width = Math.floor(strip.width / by);
  const height = Math.floor(strip.height / by);
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let dy = 0; dy < by; dy += 1)
        for (let dx = 0; dx < by; dx += 1)
          sum += strip.ink[(y * by + dy) * strip.width + x * by + dx] as number;
      ink[y * width + x] = Math.round(sum / (by * by));
    }
  return { ...strip, width, height, ink, factor: by };
}
