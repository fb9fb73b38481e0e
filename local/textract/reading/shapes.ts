import type { Box, Raster } from './raster.ts';

/** Pixels that hang together along edges of colour: a letter, an icon, the outline of a button. */
export interface Shape extends Box {
  /** Edge pixels in it. */
  ink: number;
}

/** Of 255, in any of the three channels: muted text on a tinted ground differs by little more. */
const edge = 18;

/** Everything in the picture that stands out from what is beside or above it. */
export function findShapes({ width, height, pixels }: Raster): Shape[] {
  const shapes: Shape[] = [];
  const parents: number[] = [];
  let above: Run[] = [];
  for (let y = 1; y < height; y += 1) {
    const runs = edgeRuns(pixels, width, y);
    let from = 0;
    for (const run of runs) {
      while ((above[from]?.last ?? Number.POSITIVE_INFINITY) < run.first - 1) from += 1;
      let label = -1;
      for (let at = from; (above[at]?.first ?? Number.POSITIVE_INFINITY) <= run.last + 1; at += 1) {
        const touched = rootOf(parents, above[at]?.label ?? 0);
        if (label < 0) label = touched;
        else if (touched !== label) {
          parents[touched] = label;
          join(shapes[label] as Shape, shapes[touched] as Shape);
        }
      }
      if (label < 0) {
        label = parents.length;
        parents.push(label);
        shapes.push({ left: run.first, top: y, right: run.last + 1, bottom: y + 1, ink: 0 });
      }
      const shape = shapes[label] as Shape;
      shape.left = Math.min(shape.left, run.first);
      shape.right = Math.max(shape.right, run.last + 1);
      shape.bottom = y + 1;
      shape.ink += run.last - run.first + 1;
      run.label = label;
    }
    above = runs;
  }
  return shapes.filter((_, label) => parents[label] === label);
}

interface Run {
  readonly first: number;
  readonly last: number;
  label: number;
}

function edgeRuns(pixels: Uint8Array, width: number, y: number): Run[] {
  const runs: Run[] = [];
  let first = -1;
  for (let x = 1, at = (y * width + 1) * 3; x < width; x += 1, at += 3) {
    if (isEdge(pixels, at, at - 3) || isEdge(pixels, at, at - width * 3)) {
      if (first < 0) first = x;
    } else if (first >= 0) {
      runs.push({ first, last: x - 1, label: -1 });
      first = -1;
    }
  }
  if (first >= 0) runs.push({ first, last: width - 1, label: -1 });
  return runs;
}

function isEdge(pixels: Uint8Array, a: number, b: number): boolean {
  for (let channel = 0; channel < 3; channel += 1) {
    const difference = (pixels[a + channel] as number) - (pixels[b + channel] as number);
    if (difference > edge || difference < -edge) return true;
  }
  return false;
}

function rootOf(parents: number[], label: number): number {
  let at = label;
  while (parents[at] !== at) {
    const up = parents[at] as number;
    parents[at] = parents[up] as number;
    at = up;
  }
  return at;
}

function join(shape: Shape, other: Shape): void {
  shape.left = Math.min(shape.left, other.left);
  shape.top = Math.min(shape.top, other.top);
  shape.right = Math.max(shape.right, other.right);
  shape.bottom = Math.max(shape.bottom, other.bottom);
  shape.ink += other.ink;
}
