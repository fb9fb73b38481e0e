import { mayHost } from './hosts.ts';
import { knowsShadows, learnRoot } from './roots.ts';

/** The root of an element's shadow tree, open or closed; content scripts may see both. Known from then on. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (!mayHost(element)) return null;
  const root =
    (element instanceof HTMLElement && chrome.dom?.openOrClosedShadowRoot(element)) || element.shadowRoot;
  if (root) learnRoot(root);
  return root;
}

/** The parent as rendered: slots and shadow hosts included. */
export function flatParent(node: Node): Element | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  const parent = node.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/** The children as rendered: of a host its shadow tree, of a slot what was put into it. */
export function flatChildren(element: Element): readonly Node[] {
  const root = shadowRootOf(element);
  if (root) return [...root.childNodes];
  if (element instanceof HTMLSlotElement) {
    const assigned = element.assignedNodes({ flatten: true });
    if (assigned.length > 0) return assigned;
  }
  return [...element.childNodes];
}

export function* flatAncestors(element: Element): Generator<Element> {
  for (let current = flatParent(element); current; current = flatParent(current)) yield current;
}

/** `closest` over shadow boundaries. */
export function flatClosest(element: Element, selector: string): Element | null {
  // By far quicker, and on most pages the same.
  if (!knowsShadows()) return element.closest(selector);
  if (element.matches(selector)) return element;
  for (const ancestor of flatAncestors(element)) if (ancestor.matches(selector)) return ancestor;
  return null;
}

export function flatContains(outer: Element, inner: Element): boolean {
  if (outer === inner) return true;
  for (const ancestor of flatAncestors(inner)) if (ancestor === outer) return true;
  return false;
}

/** Of one event every watcher asks. */
const targets = new WeakMap<Event, Element | undefined>();

/** The innermost element that an event was for, closed shadow trees included. */
export function innermostTarget(event: Event): Element | undefined {
  if (!targets.has(event)) targets.set(event, findTarget(event));
  return targets.get(event);
}

/** As far as the shadow trees known so far tell: for what comes with every move of the pointer. */
export const roughTarget = (event: Event): Element | undefined =>
  !knowsShadows() && event.target instanceof Element ? event.target : innermostTarget(event);

function findTarget(event: Event): Element | undefined {
  // Only a host can stand for something in a shadow tree.
  if (event.target instanceof Element && !mayHost(event.target)) return event.target;
  const [first] = event.composedPath();
  let element = first instanceof Element ? first : first instanceof Text ? first.parentElement : null;
  if (!element) return undefined;
  for (let root = shadowRootOf(element); root; root = shadowRootOf(element)) {
    const inner: Element | null =
      event instanceof MouseEvent && event.detail + event.clientX + event.clientY > 0
        ? root.elementFromPoint(event.clientX, event.clientY)
        : root.activeElement;
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

export function innermostFromPoint(x: number, y: number): Element | undefined {
  let element = document.elementFromPoint(x, y);
  while (element) {
    const inner: Element | null | undefined = shadowRootOf(element)?.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element ?? undefined;
}

export function innermostActive(): Element | undefined {
  let element = document.activeElement;
  while (element) {
    const inner: Element | null | undefined = shadowRootOf(element)?.activeElement;
    if (!inner) break;
    element = inner;
  }
  return element ?? undefined;
}
