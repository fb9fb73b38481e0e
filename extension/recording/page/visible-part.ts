import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { flatAncestors, flatContains, shadowRootOf } from './flat-tree.ts';

/** CSS pixels; a column this wide counts as covered when all the places looked at in it are. */
const columnWidth = 8;
const bands = 3;
const places = [0.04, 0.5, 0.96];

/**
 * What may be seen of an element, in CSS pixels of this frame's viewport: its rectangle without the columns that
 * something opaque lies over in their whole height, and without a third at the top or bottom that is covered in its
 * whole width. In doubt a place counts as seen.
 */
export function visibleParts(element: Element): Rectangle[] {
  const box = element.getBoundingClientRect();
  const { width, height, top, left, bottom, right } = box;
  if (width <= 1 || height <= 1 || bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
    return [];
  const isSeen = (x: number, y: number) => isOutside(x, y) || !isCovered(element, x, y);
  const seenAt = (x: number) => places.some((place) => isSeen(x, top + height * place));
  // Nothing lies over most fields, and a dialog is much larger than these steps.
  const coarse = [0.01, 0.25, 0.5, 0.75, 0.99].map((place) => left + width * place);
  const isWhole = coarse.every((x) => places.every((place) => isSeen(x, top + height * place)));
  if (isWhole) return [rectangle(left, top, width, height)];
  const across = Math.ceil(width / columnWidth);
  const cell = width / across;
  const parts: Rectangle[] = [];
  let start: number | undefined;
  for (let column = 0; column <= across; column += 1) {
    const x = left + column * cell;
    const seen = column < across && places.some((place) => seenAt(x + cell * place));
    if (seen) start ??= x;
    else if (start !== undefined) {
      parts.push(withoutCoveredBands(rectangle(start, top, x - start, height), isSeen));
      start = undefined;
    }
  }
  return parts;
}

/** Cut to the thirds of its height in which something is seen. */
function withoutCoveredBands(part: Rectangle, isSeen: (x: number, y: number) => boolean): Rectangle {
  const band = part.height / bands;
  const seen = Array.from({ length: bands }, (_, place) => place).filter((place) =>
    places.some((down) =>
      [0.02, 0.25, 0.5, 0.75, 0.98].some((along) =>
        isSeen(part.x + part.width * along, part.y + band * (place + down)),
      ),
    ),
  );
  const [first = 0] = seen;
  const last = seen.at(-1) ?? bands - 1;
  return rectangle(part.x, part.y + first * band, part.width, (last - first + 1) * band);
}

const rectangle = (x: number, y: number, width: number, height: number): Rectangle => ({
  x,
  y,
  width,
  height,
});

/** Covers all that a frame shows. */
export const wholeView = (): Rectangle => rectangle(0, 0, innerWidth, innerHeight);

/** Out of view nothing can be asked; the part in view decides, and the rest is masked along with it. */
const isOutside = (x: number, y: number): boolean => x < 0 || y < 0 || x >= innerWidth || y >= innerHeight;

/** Whether something opaque lies over the element at that place. */
export function isCovered(element: Element, x: number, y: number): boolean {
  for (const above of elementsAt(document, x, y)) {
    if (above === element || flatContains(element, above)) return false;
    if (flatContains(above, element)) continue;
    if (liesOver(above, x, y) && isOpaque(above)) return true;
  }
  return false;
}

/** A modal dialog is hit through its backdrop as well, which is translucent and much larger than the dialog. */
function liesOver(above: Element, x: number, y: number): boolean {
  const { left, top, right, bottom } = above.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** From the topmost down, with what is in shadow trees before their hosts. */
function* elementsAt(root: Document | ShadowRoot, x: number, y: number): Generator<Element> {
  for (const element of root.elementsFromPoint(x, y)) {
    if (element.getRootNode() !== root) continue;
    const inner = shadowRootOf(element);
    if (inner) yield* elementsAt(inner, x, y);
    yield element;
  }
}

function isOpaque(element: Element): boolean {
  const { backgroundColor } = getComputedStyle(element);
  if (
    !isSolid(backgroundColor) &&
    !(element instanceof HTMLImageElement || element instanceof HTMLVideoElement)
  )
    return false;
  for (const one of [element, ...flatAncestors(element)]) {
    if (Number(getComputedStyle(one).opacity) < 1) return false;
  }
  return true;
}

/** `rgb(…)` has no alpha in computed values; other notations name theirs after a slash. */
const isSolid = (color: string): boolean =>
  /^rgb\(/.test(color) || (/^(?:color|lab|lch|oklab|oklch)\(/.test(color) && !color.includes('/'));
