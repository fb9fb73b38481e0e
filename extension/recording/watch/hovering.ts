import type { PageAction } from '../../messages.ts';
import { flatAncestors, flatClosest, flatContains, roughTarget } from '../page/flat-tree.ts';
import { knownPopups } from '../page/known-popups.ts';
import type { Recorder } from '../recorder.ts';
import { isControl, mayBePressed } from '../target/actionable.ts';
import type { Described } from '../target/describe.ts';

/** Milliseconds after which a pointer rests on what it came to, and for which a hover may explain a menu. */
const rest = 60;
const explains = 15_000;
/** A pointer that is seen moving moves on for a while: each look at it costs a frame. */
const onTheWay = 120;
const noteSpacing = 500;
const triggers =
  '[aria-haspopup], [aria-expanded], nav li, nav a, nav button, [role=menuitem], [role=menubar] *, .dropdown, .menu-item';

interface Hovering {
  /** Whether what the pointer rested on led to that element: what is to be told ahead of a click there. */
  beforeClick(element: Element): ((page: PageAction['page']) => void) | undefined;
  /** Notes which menus are closed. A style sheet opens its menus before the page hears of the pointer. */
  noteClosed(): void;
  /** The page is known to look as pictured: what the pointer rests on can be described ahead of its press. */
  prepare(): void;
}

interface Hover {
  readonly described: Described;
  readonly moment: string;
  readonly at: number;
  /** What the trigger may open, and that was not to be seen when the pointer came. */
  readonly hidden: readonly Element[];
  /** What the page added since. */
  readonly added: WeakSet<Element>;
}

/**
 * Asks for a picture when the pointer comes to something that can be pressed; and remembers what it rested on,
 * in case a menu opens by that alone and something in it is clicked.
 */
export function watchHovering(recorder: Recorder): Hovering {
  let cameAt = 0;
  let isWaiting = false;
  let notedAt = 0;
  let over: Element | undefined;
  let overTrigger: Element | null = null;
  /** What is looked at after a press is what came of it; most often nobody presses the same thing again. */
  let pressed: Element | undefined;
  let hover: Hover | undefined;
  const closed = new WeakSet<Element>();
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) hover?.added.add(node);
    }
  });

  const noteClosed = () => {
    notedAt = Date.now();
    for (const popup of knownPopups()) {
      if (isVisible(popup)) closed.delete(popup);
      else closed.add(popup);
    }
  };
  /** Passing over many things asks for nothing. */
  const rests = () => {
    isWaiting = Date.now() < cameAt + rest;
    if (isWaiting) {
      setTimeout(rests, onTheWay);
      return;
    }
    if (!over?.isConnected) return;
    // Otherwise when there is a picture to prepare for.
    if (recorder.isPictured()) prepare();
    if (recorder.wouldLook() && mayBePressed(over)) recorder.look();
  };
  const prepare = () => recorder.prepare(() => (over?.isConnected && over !== pressed ? over : undefined));
  recorder.on('pointerdown', () => {
    pressed = over;
  });
  recorder.on('pointerover', (event) => {
    const element = roughTarget(event);
    if (!element || element === over || event.buttons !== 0) return;
    const trigger = flatClosest(element, triggers);
    const left = over?.isConnected && overTrigger;
    overTrigger = trigger;
    over = element;
    pressed = undefined;
    if (!trigger && (left || (Date.now() - notedAt > noteSpacing && !recorder.isPictured()))) noteClosed();
    cameAt = recorder.lastSign();
    // One timer for all that the pointer passes over; none while what it would lead to comes anyway.
    if (!isWaiting && (recorder.wouldLook() || recorder.isPictured())) {
      isWaiting = true;
      setTimeout(rests, rest);
    }
    if (!trigger || !mayBePressed(element)) return;
    if (hover?.described.element === trigger && hover.hidden.length > 0) return;
    if (hover && isInside(hover, element)) return;
    observer.disconnect();
    const control = isControl(trigger)
      ? trigger
      : (trigger.querySelector(':scope > a, :scope > button') ?? trigger);
    hover = {
      described: recorder.describe(control),
      moment: recorder.begin(),
      at: Date.now(),
      hidden: openable(trigger).filter((popup) => closed.has(popup) || !isVisible(popup)),
      added: new WeakSet(),
    };
    observer.observe(document, { subtree: true, childList: true });
  });
  recorder.on('focusin', () => recorder.look());

  return {
    prepare,
    noteClosed,
    beforeClick(element) {
      const opened = hover;
      if (!opened) return undefined;
      const { described, moment, at } = opened;
      const led =
        Date.now() - at <= explains && !flatContains(described.element, element) && isInside(opened, element);
      return (page) => {
        if (hover === opened) {
          hover = undefined;
          observer.disconnect();
        }
        if (led) recorder.record({ kind: 'hover' }, { described, moment, at, page });
      };
    },
  };
}

const isVisible = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

function isInside({ hidden, added }: Hover, element: Element): boolean {
  if (hidden.some((popup) => flatContains(popup, element)) || added.has(element)) return true;
  for (const ancestor of flatAncestors(element)) if (added.has(ancestor)) return true;
  return false;
}

/** What lies under the trigger, beside it, or is named by it. */
function openable(trigger: Element): Element[] {
  const controlled = trigger.getAttribute('aria-controls');
  const named = controlled ? document.getElementById(controlled) : null;
  const item = trigger.closest('li') ?? trigger;
  const lists = [...item.querySelectorAll(':scope > ul, :scope > ol, :scope > div, :scope > [role=menu]')];
  // Nor is a button beside it anything that it opens.
  const near = [named, trigger.nextElementSibling, ...lists].filter((popup) => popup !== null);
  return near.filter((popup) => !isControl(popup));
}
