import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { flatAncestors, flatContains, shadowRootOf } from './flat-tree.ts';

/** Places looked at along each side; what covers a field is mostly a dialog or a list, much larger than a cell. */
const across = 8;
const down = 3;

/**
 * What may be seen of an element, in CSS pixels of this frame's viewport: its rectangle, cut to the rows and
 * columns of a grid that no opaque element lies over. Undefined when nothing is. In doubt it counts as seen.
 */
export function visiblePart(element: Element): Rectangle | undefined {
  const box = element.getBoundingClientRect();
  const { width, height, top, left, bottom, right } = box;
  if (width <= 1 || height <= 1 || bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
    return undefined;
  const columns = new Set<number>();
  const rows = new Set<number>();
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const x = left + (width * (column + 0.5)) / across;
      const y = top + (height * (row + 0.5)) / down;
      if (isOutside(x, y) || isCovered(element, x, y)) continue;
      columns.add(column);
      rows.add(row);
    }
  }
  if (rows.size === 0) return isWhollyInside(box) ? undefined : rectangle(left, top, width, height);
  const cell = { width: width / across, height: height / down };
  const x = left + Math.min(...columns) * cell.width;
  const y = top + Math.min(...rows) * cell.height;
  const wide = (Math.max(...columns) - Math.min(...columns) + 1) * cell.width;
  return rectangle(x, y, wide, (Math.max(...rows) - Math.min(...rows) + 1) * cell.height);
}

const rectangle = (x: number, y: number, width: number, height: number): Rectangle => ({
  x,
  y,
  width,
  height,
});

/** Out of view nothing can be asked; the part in view decides, and the rest is masked along with it. */
const isOutside = (x: number, y: number): boolean => x < 0 || y < 0 || x >= innerWidth || y >= innerHeight;

const isWhollyInside = ({ top, left, bottom, right }: DOMRect): boolean =>
  top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;

/** Whether something opaque lies over the element at that place. */
function isCovered(element: Element, x: number, y: number): boolean {
  for (const above of elementsAt(document, x, y)) {
    if (above === element || flatContains(element, above)) return false;
    if (flatContains(above, element)) continue;
    if (isOpaque(above)) return true;
  }
  return false;
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
