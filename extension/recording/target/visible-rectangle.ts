import type { Rectangle } from '../../../lib/contracts/capture/action.ts';
import { isToggle } from '../page/fields.ts';
import { labelsOf } from '../page/labels.ts';

/** CSS pixels; what a box of a checkbox is not drawn beyond. */
const widest = 400;

/** Where a person sees the element: of a checkbox that is not drawn itself, what is drawn in its stead. */
export function visibleRectangle(element: Element): Rectangle {
  const own = element.getBoundingClientRect();
  if (!isToggle(element) || isDrawn(element)) return rectangle(own);
  const label = labelsOf(element)
    .map((one) => one.getBoundingClientRect())
    .find(hasSize);
  if (label) return rectangle(hasSize(own) && isNear(own, label) ? around(own, label) : label);
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    const box = outer.getBoundingClientRect();
    if (hasSize(box)) return rectangle(box.width <= widest ? clipped(outer, box) : own);
  }
  return rectangle(own);
}

/** Whether the element itself is to be seen, rather than something drawn in its stead. */
export function isDrawn(element: Element): boolean {
  return (
    hasSize(element.getBoundingClientRect()) &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** What a container hides of what is in it is not seen: the other half of a sliding switch. */
function clipped(element: Element, box: DOMRect): DOMRect {
  const outer = element.parentElement;
  if (!outer || getComputedStyle(outer).overflowX !== 'hidden') return box;
  const { left, top, right, bottom } = outer.getBoundingClientRect();
  const x = Math.max(left, box.left);
  const y = Math.max(top, box.top);
  return new DOMRect(x, y, Math.min(right, box.right) - x, Math.min(bottom, box.bottom) - y);
}

const hasSize = ({ width, height }: DOMRect): boolean => width > 4 && height > 4;

const isNear = (a: DOMRect, b: DOMRect): boolean =>
  a.bottom > b.top - 8 && a.top < b.bottom + 8 && a.right > b.left - 40 && a.left < b.right + 40;

function around(a: DOMRect, b: DOMRect): DOMRect {
  const x = Math.min(a.left, b.left);
  const y = Math.min(a.top, b.top);
  return new DOMRect(x, y, Math.max(a.right, b.right) - x, Math.max(a.bottom, b.bottom) - y);
}

const rectangle = ({ x, y, width, height }: DOMRect): Rectangle => ({ x, y, width, height });
