import { flatAncestors } from '../page/flat-tree.ts';
import { knownPopups } from '../page/known-popups.ts';
import { allRoots } from '../page/roots.ts';
import { type TextBlock, textBlock } from './text-block.ts';

/** Elements and texts between two looks at the clock. */
const stride = 128;
/** Their text is not read by anybody, or is the content of a field. */
const unread = new Set(
  'script style noscript template textarea title head select option datalist iframe object video audio canvas'.split(
    ' ',
  ),
);
/** What is laid out within a line unless a page says otherwise. */
const inlines = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Reads the text in view, and may be interrupted at any time. */
export interface TextWalk {
  /** Goes on for at most about that many milliseconds; tells whether all is read. */
  run(milliseconds: number): boolean;
  readonly blocks: readonly TextBlock[];
}

/**
 * What lies wholly out of view is passed over with all that is in it, so that a long table costs no more than what is
 * seen of it; unless something within it is in view after all, such as a dialog.
 */
export function walkText(): TextWalk {
  const blocks: TextBlock[] = [];
  const roots = allRoots().map((root) => (root instanceof Document ? root.body : root));
  const spared = inViewAnyway();
  const homes = new Map<Element, Element>();
  const seen = new Map<Element, boolean>();
  let walker: TreeWalker | undefined;
  let node: Node | null = null;
  let home: Element | undefined;
  let nodes: Text[] = [];

  const close = () => {
    const [first, ...rest] = nodes;
    if (home && first) blocks.push(textBlock(home, [first, ...rest]));
    home = undefined;
    nodes = [];
  };
  const homeOf = (element: Element): Element => {
    const known = homes.get(element);
    if (known) return known;
    const parent = element.parentElement;
    const found = parent && isInline(element) ? homeOf(parent) : element;
    homes.set(element, found);
    return found;
  };
  const isSeen = (element: Element): boolean => {
    const known = seen.get(element);
    if (known !== undefined) return known;
    const found = !isOutOfView(element);
    seen.set(element, found);
    return found;
  };
  const take = (text: Text) => {
    const parent =
      text.parentElement ?? (text.parentNode instanceof ShadowRoot ? text.parentNode.host : null);
    if (!parent) return;
    const its = homeOf(parent);
    if (its !== home) {
      if (!/\S/.test(text.data)) return;
      close();
      if (!isSeen(its)) return;
      home = its;
    }
    nodes.push(text);
  };
  /** Goes on behind everything within `from`. */
  const passOver = (from: Node, on: TreeWalker): Node | null => {
    on.currentNode = from;
    for (let up: Node | null = from; up; up = on.parentNode()) {
      const next = on.nextSibling();
      if (next) return next;
    }
    return null;
  };
  const step = (current: Node, on: TreeWalker): Node | null => {
    if (current instanceof Text) {
      take(current);
      return on.nextNode();
    }
    if (!(current instanceof Element)) return on.nextNode();
    if (unread.has(current.localName)) {
      close();
      return passOver(current, on);
    }
    if (!inlines.has(current.localName)) close();
    const passes = current.firstElementChild && !spared.has(current) && !isSeen(current);
    return passes ? passOver(current, on) : on.nextNode();
  };
  return {
    blocks,
    run(milliseconds) {
      const until = performance.now() + milliseconds;
      for (let count = 1; ; count += 1) {
        if (!node) {
          close();
          const root = roots.shift();
          if (!root) return true;
          walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
          node = walker.nextNode();
        } else if (walker) node = step(node, walker);
        if (count % stride === 0 && performance.now() > until) return false;
      }
    },
  };
}

function isInline(element: Element): boolean {
  if (!inlines.has(element.localName) && !element.localName.includes('-')) return false;
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents';
}

/**
 * Without a box of its own, what is in an element may be anywhere. And what is in one may be larger than it is: of a
 * page whose shell is as high as the window, all that is scrolled to lies below the shell's own box.
 */
function isOutOfView(element: Element): boolean {
  const { top, left, bottom, right } = element.getBoundingClientRect();
  if (bottom <= top || right <= left || isInView(top, left, bottom, right)) return false;
  const down = Math.max(0, element.scrollHeight - element.clientHeight);
  const across = Math.max(0, element.scrollWidth - element.clientWidth);
  // To both sides: some flow upwards, some from right to left.
  if (!isInView(top - down, left - across, bottom + down, right + across)) return true;
  // What the page's own two hide is scrolled by the viewport.
  if (element === document.body || element === document.documentElement) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  const [beyondY, beyondX] = [overflowY === 'visible' ? down : 0, overflowX === 'visible' ? across : 0];
  return !isInView(top - beyondY, left - beyondX, bottom + beyondY, right + beyondX);
}

const isInView = (top: number, left: number, bottom: number, right: number): boolean =>
  bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;

/** What is laid out by itself, wherever it stands in the page. */
const afloat =
  'dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], .modal.show, :popover-open';

/**
 * Whatever is around menus and dialogs in view. Looking what is hit at some places would find more, but has the browser
 * prepare painting, which takes longer than all the rest.
 */
function inViewAnyway(): Set<Element> {
  const around = new Set<Element>();
  const floating = allRoots().flatMap((root) => [...root.querySelectorAll(afloat)]);
  for (const element of [...floating, ...knownPopups()]) {
    if (!element.checkVisibility() || isOutOfView(element)) continue;
    around.add(element);
    for (const ancestor of flatAncestors(element)) {
      if (around.has(ancestor)) break;
      around.add(ancestor);
    }
  }
  return around;
}
