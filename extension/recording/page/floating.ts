import { flatAncestors } from './flat-tree.ts';
import { knownPopups } from './known-popups.ts';

/** Said to be laid out by itself, whatever its style says. */
const said = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true], .modal, [popover]';

/** What may stand elsewhere than the element that it is in, found so far, so that it need not be looked for. */
const known = new Set<Element>();

/** By what the page says of it. */
export function learnFloatingWithin(place: Element | Document | ShadowRoot): void {
  if (place instanceof Element) {
    if (place.matches(said)) known.add(place);
    if (!place.firstElementChild) return;
  }
  for (const element of place.querySelectorAll(said)) known.add(element);
}

/** By its style. */
export function learnIfFloating(element: Element): void {
  const style = getComputedStyle(element);
  const { position } = style;
  if (position === 'absolute' || position === 'fixed' || isMoved(style, position)) known.add(element);
}

/** Drawn elsewhere than where it was laid out. */
const isMoved = (style: CSSStyleDeclaration, position: string): boolean =>
  (position === 'relative' && [style.top, style.left].some((inset) => !/^(?:auto|0px)$/.test(inset))) ||
  style.transform !== 'none' ||
  style.translate !== 'none';

export function forgetFloating(): void {
  known.clear();
}

/** Of menus, dialogs and whatever else floats, those that are chosen, with all that is around them. */
export function aroundFloating(isChosen: (element: Element) => boolean): Set<Element> {
  const around = new Set<Element>();
  for (const element of [...known, ...knownPopups()]) {
    if (!element.isConnected) known.delete(element);
    else if (!around.has(element) && isChosen(element)) {
      around.add(element);
      for (const ancestor of flatAncestors(element)) {
        if (around.has(ancestor)) break;
        around.add(ancestor);
      }
    }
  }
  return around;
}
