import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { flatAncestors, innermostFromPoint } from '../page/flat-tree.ts';
import { isCovered } from '../page/visible-part.ts';

/** CSS pixels; what is smaller is hidden from all but screen readers. */
const least = 2;

/** Where a range of `element`'s text is to be seen, line by line. In doubt a place counts as seen. */
export function visibleRectangles(range: Range, element: Element): Rectangle[] {
  const holder = range.startContainer.parentElement ?? element;
  if (!holder.checkVisibility({ visibilityProperty: true })) return [];
  const clip = clipOf(holder);
  return [...range.getClientRects()]
    .map((rect) => intersection(rect, clip))
    .filter(({ width, height }) => width >= least && height >= least)
    .filter((rect) => !isWhollyCovered(holder, rect));
}

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

function intersection(a: Box, b: Box): Rectangle {
  const x = Math.max(a.left, b.left);
  const y = Math.max(a.top, b.top);
  return { x, y, width: Math.min(a.right, b.right) - x, height: Math.min(a.bottom, b.bottom) - y };
}

/** What of the viewport its ancestors leave to it. */
function clipOf(element: Element): Box {
  let clip: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  let position = 'static';
  for (const one of [element, ...flatAncestors(element)]) {
    const style = getComputedStyle(one);
    // What is positioned is clipped by what it is positioned in.
    const holds = position !== 'absolute' || style.position !== 'static';
    // What the page's own two hide is scrolled by the viewport.
    if (one === document.body || one === document.documentElement) break;
    if (holds && isClipping(style)) {
      const { x, y, width, height } = intersection(one.getBoundingClientRect(), clip);
      clip = { left: x, top: y, right: x + width, bottom: y + height };
    }
    if (style.position === 'fixed') break;
    if (holds && style.position !== 'static') position = style.position;
  }
  return clip;
}

const isClipping = ({ overflowX, overflowY, display }: CSSStyleDeclaration): boolean =>
  overflowX !== 'visible' && overflowY !== 'visible' && display !== 'inline';

function isWhollyCovered(element: Element, { x, y, width, height }: Rectangle): boolean {
  const middle = y + height / 2;
  const above = innermostFromPoint(x + width / 2, middle);
  // Asking for all that is there takes ten times as long.
  if (above && (above === element || element.contains(above))) return false;
  return [0.05, 0.5, 0.95].every((along) => isCovered(element, x + width * along, middle));
}
