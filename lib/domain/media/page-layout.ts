import type { Rectangle } from '../../contracts/capture/action.ts';
import type { Size } from './pixels.ts';

/** Luminance of a picture, one byte for each pixel, reduced so that one pixel is about one CSS pixel. */
export interface Luminance extends Size {
  readonly pixels: Uint8Array;
}

/** How the picture's lines run, as far as its pixels alone tell: where a cut would go through text or controls. */
export interface PageLayout {
  /** Pixels of the picture for one of the layout's. */
  readonly factor: number;
  readonly size: Size;
  /** How much a cut between these two points goes through, for each pixel of its length: 0 is a gap or a margin. */
  cutDown(x: number, top: number, bottom: number): number;
  cutAcross(y: number, left: number, right: number): number;
  /** Nothing but one colour. */
  isBlank(area: Rectangle): boolean;
}

/** Neighbouring pixels that differ by more than this are an edge; shadows and gradients differ by less. */
const edge = 14;
/** Letters stand nearer to each other than words or lines: half of the widest gap that is none. */
const betweenWords = 6;
const betweenLines = 2;
/** A line that a cut crosses is the border of a control or card: it counts like this many pixels of text. */
const crossing = 9;
const crossingReach = 8;

export function pageLayout({ width, height, pixels }: Luminance, picture: Size): PageLayout {
  const beside = edges(pixels, width, height, 1);
  const below = edges(pixels, width, height, width);
  const at = (map: Uint8Array, x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? (map[y * width + x] ?? 0) : 0;
  const near = (map: Uint8Array, x: number, y: number, dx: number, dy: number) => {
    const reach = Math.max(dx, dy);
    for (let away = -reach; away <= reach; away += 1)
      if (at(map, dx ? x + away : x, dy ? y + away : y)) return true;
    return false;
  };
  return {
    factor: picture.width / width,
    size: { width, height },
    cutDown(x, top, bottom) {
      if (x <= 0 || x >= width) return 0;
      let met = 0;
      for (let y = top; y < bottom; y += 1) {
        if (near(beside, x, y, betweenWords, 0)) met += 1;
        else if (at(below, x - crossingReach, y) && at(below, x + crossingReach, y)) met += crossing;
      }
      return met / Math.max(1, bottom - top);
    },
    cutAcross(y, left, right) {
      if (y <= 0 || y >= height) return 0;
      let met = 0;
      for (let x = left; x < right; x += 1) {
        if (near(below, x, y, 0, betweenLines)) met += 1;
        else if (at(beside, x, y - crossingReach) && at(beside, x, y + crossingReach)) met += crossing;
      }
      return met / Math.max(1, right - left);
    },
    isBlank(area) {
      for (let y = area.y; y < area.y + area.height; y += 1)
        for (let x = area.x; x < area.x + area.width; x += 1)
          if (at(beside, x, y) || at(below, x, y)) return false;
      return true;
    },
  };
}

function edges(pixels: Uint8Array, width: number, height: number, step: number): Uint8Array {
  const map = new Uint8Array(width * height);
  for (let i = step; i < width * height; i += 1)
    if (Math.abs((pixels[i] ?? 0) - (pixels[i - step] ?? 0)) > edge) map[i] = 1;
  if (step === 1) for (let y = 0; y < height; y += 1) map[y * width] = 0;
  return map;
}
