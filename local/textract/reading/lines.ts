import { type Box, grow, heightOf, type Raster, sharedRows, surround, widthOf } from './raster.ts';
import { findShapes, type Shape } from './shapes.ts';

/** Pixels of the picture: text higher than this is a headline that can be read at half its size, or no text. */
const tallest = 130;
const lowest = 8;
/** Letters of one line differ in height by no more, `j` and `x` included. */
const heightRatio = 2.7;
const mostSpaces = 2;
/** Edge pixels of all pixels: letters beside each other have twice as many, outlines half. */
const dense = 0.25;
/** Widest gap between two words of a line, in heights of the higher letter beside it: that of typewriter faces. */
const widestGap = 1.3;
/** How far an underscore stands below the letters beside it, in heights of theirs. */
const below = 0.35;

/** Where lines of text stand, as far as shapes tell: neighbours of like height, beside each other. */
export function findLines(raster: Raster): Box[] {
  const shapes = findShapes(raster).filter(({ ink }) => ink >= 3);
  const letters = withoutFrames(shapes, raster).filter(mayBeLetter);
  return chain(letters).flatMap(split).filter(mayBeLine);
}

/**
 * A button, badge or field is a shape around its text: what stands inside is read, its outline is not. A letter has up to
 * two closed spaces in it, in the colour that is around it; bold ones that touch have more, and much ink for their size.
 * Those spaces are no shapes of their own.
 */
function withoutFrames(shapes: readonly Shape[], raster: Raster): Shape[] {
  const ordered = shapes.toSorted((a, b) => a.left - b.left);
  const solid = ordered.filter((shape) => heightOf(shape) >= 6 && widthOf(shape) >= 3);
  const dropped = new Set<Shape>();
  for (const shape of ordered) {
    const inside = within(shape, solid);
    if (inside.length === 0) continue;
    const [width, height] = [widthOf(shape), heightOf(shape)];
    const areLetters = width > 1.8 * height && shape.ink > dense * width * height;
    const isLetter =
      areLetters ||
      (inside.length <= mostSpaces && inside.every((space) => isLikeGround(raster, shape, space)));
    for (const gone of isLetter ? inside : [shape]) dropped.add(gone);
  }
  return ordered.filter((shape) => !dropped.has(shape));
}

/** Shapes that stand free within another and are much lower than it. */
function within(shape: Shape, ordered: readonly Shape[]): Shape[] {
  const height = heightOf(shape);
  const found: Shape[] = [];
  if (height < 16) return found;
  const margin = Math.max(3, height * 0.12);
  for (let at = firstFrom(ordered, shape.left + margin); at < ordered.length; at += 1) {
    const inner = ordered[at] as Shape;
    if (inner.left >= shape.right - margin) break;
    const isInside =
      inner.right <= shape.right - margin &&
      inner.top >= shape.top + margin &&
      inner.bottom <= shape.bottom - margin;
    if (isInside && heightOf(inner) < 0.66 * height) found.push(inner);
  }
  return found;
}

function isLikeGround({ pixels, width }: Raster, shape: Shape, space: Shape): boolean {
  const outside = (Math.max(0, shape.top - 2) * width + Math.max(0, shape.left - 2)) * 3;
  const middle = (((space.top + space.bottom) >> 1) * width + ((space.left + space.right) >> 1)) * 3;
  const differs = (channel: number) =>
    Math.abs((pixels[outside + channel] as number) - (pixels[middle + channel] as number)) > 24;
  return !differs(0) && !differs(1) && !differs(2);
}

function mayBeLetter(shape: Shape): boolean {
  const width = widthOf(shape);
  const height = heightOf(shape);
  if (height > tallest || width > 1_400) return false;
  // Rules and borders.
  if ((height <= 3 && width > 40) || (width <= 3 && height > 60)) return false;
  return width <= 60 || shape.ink / (width * height) > 0.08;
}

/** Joins each shape with those that follow it on its line, whatever the order in which they were found. */
function chain(letters: readonly Shape[]): Line[] {
  const ordered = letters.toSorted((a, b) => a.left - b.left);
  const rows = new Map<number, number[]>();
  const parents = ordered.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parents[at] !== at) at = parents[at] = parents[parents[at] as number] as number;
    return at;
  };
  for (const [index, letter] of ordered.entries()) {
    const seen = new Set<number>();
    for (let row = Math.floor(letter.top / 16); row <= Math.floor((letter.bottom - 1) / 16); row += 1) {
      const earlier = rows.get(row) ?? [];
      for (const other of earlier) {
        if (seen.has(other)) continue;
        seen.add(other);
        if (followOn(ordered[other] as Shape, letter)) parents[root(index)] = root(other);
      }
      // What ends too far to the left can have no more followers.
      const near = earlier.filter((other) => (ordered[other] as Shape).right > letter.left - 2 * tallest);
      near.push(index);
      rows.set(row, near);
    }
  }
  const lines = new Map<number, Line>();
  for (const [index, letter] of ordered.entries()) {
    const line = lines.get(root(index));
    if (line) line.letters.push(letter);
    else lines.set(root(index), { letters: [letter] });
  }
  return [...lines.values()];
}

interface Line {
  readonly letters: Shape[];
}

function followOn(before: Shape, letter: Shape): boolean {
  const [low, high] = [heightOf(before), heightOf(letter)].sort((a, b) => a - b) as [number, number];
  // Dots, dashes and underscores belong to whatever they stand beside.
  const isSign = low < lowest;
  if (sharedRows(before, letter) < (isSign ? -below * high : 0.5 * low)) return false;
  if (!isSign && high > heightRatio * low) return false;
  return letter.left - before.right <= widestGap * Math.max(high, 12);
}

/** Of the usual height of a line's letters: what is higher is an avatar or icon beside the text. */
const tallInLine = 1.75;

/** Icons beside a line are told from it; two lines that touch in one letter are read as two. */
function split({ letters }: Line): Box[] {
  const usual = usualHeight(letters);
  const text = letters.filter((letter) => heightOf(letter) <= tallInLine * usual);
  const others = letters.filter((letter) => heightOf(letter) > tallInLine * usual);
  return [...rowsOf(text, usual), ...others].map(({ left, top, right, bottom }) => ({
    left,
    top,
    right,
    bottom,
  }));
}

function usualHeight(letters: readonly Shape[]): number {
  const heights = letters
    .map(heightOf)
    .filter((height) => height >= lowest)
    .sort((a, b) => a - b);
  return heights[Math.floor((heights.length - 1) * 0.75)] ?? tallest;
}

function rowsOf(letters: readonly Shape[], usual: number): Box[] {
  const whole = surround(letters);
  if (!whole || heightOf(whole) <= 2.2 * usual || letters.length < 4) return whole ? [whole] : [];
  const rows: Box[] = [];
  for (const letter of letters.toSorted((a, b) => heightOf(b) - heightOf(a))) {
    const row = rows.find((candidate) => sharedRows(candidate, letter) >= 0.5 * heightOf(letter));
    if (row) grow(row, letter);
    else rows.push({ ...letter });
  }
  return rows;
}

function mayBeLine(line: Box): boolean {
  return heightOf(line) >= lowest && heightOf(line) <= tallest && widthOf(line) >= 4;
}

function firstFrom(shapes: readonly Shape[], left: number): number {
  let low = 0;
  let high = shapes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shapes[middle] as Shape).left < left) low = middle + 1;
    else high = middle;
  }
  return low;
}
