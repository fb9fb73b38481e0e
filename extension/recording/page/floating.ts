import { flatAncestors } from './flat-tree.ts';
import { knownPopups } from './known-popups.ts';

/** Said to be laid out by itself, whatever its style says. */
const said = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true], .modal, [popover]';

/** Pixels that something is drawn towards what is before it, from which on a line of its text may be seen there. */
const lineUp = 8;
/** Many a grid is drawn to the left by its gutter, with nothing to be read there. */
const gutter = 40;

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
  if (
    position === 'absolute' ||
    position === 'fixed' ||
    (position === 'sticky' && isKeptInView(style)) ||
    isMoved(style, position)
  )
    known.add(element);
}

/**
 * What is kept from leaving downwards stands above its place. Upwards it stands below, within the parent that is looked
 * at anyway; but a cell's row has left, since it is the table that it is kept within.
 */
const isKeptInView = ({ display, top, bottom }: CSSStyleDeclaration): boolean =>
  bottom !== 'auto' || (top !== 'auto' && display.startsWith('table'));

/** Drawn elsewhere than where it was laid out. */
const isMoved = (style: CSSStyleDeclaration, position: string): boolean =>
  (position === 'relative' && [style.top, style.left].some((inset) => !/^(?:auto|0px)$/.test(inset))) ||
  style.transform !== 'none' ||
  style.translate !== 'none' ||
  style.scale !== 'none' ||
  style.rotate !== 'none' ||
  Number.parseFloat(style.marginTop) < -lineUp ||
  Number.parseFloat(style.marginLeft) < -gutter;

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
