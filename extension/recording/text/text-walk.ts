import { aroundFloating } from '../page/floating.ts';
import { allRoots } from '../page/roots.ts';
import { readBefore, rememberReading } from './read-before.ts';
import { type TextBlock, textBlock } from './text-block.ts';
import { createViewport } from './viewport.ts';

/** Elements and texts between two looks at the clock. */
const stride = 128;
/** Nodes of an element wholly in view that are read without asking where each of them is. */
const readAlong = 64;
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
 * seen of it; unless something within it is in view after all, such as a dialog. A little of what is out of view may be
 * read along: whether a text is seen is asked once it is known to be sensitive.
 *
 * @param knowsFloating whether all that floats is known, so that none of what follows in a list below the view does.
 */
export function walkText(knowsFloating: boolean): TextWalk {
  const blocks: TextBlock[] = [];
  const roots = allRoots().map((root) => (root instanceof Document ? root.body : root));
  const view = createViewport();
  let spared: Set<Element> | undefined;
  const homes = new Map<Element, Element>();
  const seen = new Map<Element, boolean>();
  let walker: TreeWalker | undefined;
  let node: Node | null = null;
  let home: Element | undefined;
  let nodes: Text[] = [];
  /** What is read along: the node behind it, how many more nodes of it may be, and what was read before it. */
  let alongIn: { readonly element: Element; readonly until: Node | null; readonly from: number } | undefined;
  let along = 0;

  const close = () => {
    const [first, ...rest] = nodes;
    if (home && first) blocks.push(textBlock(home, [first, ...rest]));
    home = undefined;
    if (nodes.length > 0) nodes = [];
  };
  const homeOf = (element: Element): Element => {
    if (!mayBeInline(element)) return element;
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
    const found = view.placeOf(element) !== 'out';
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
      if (along === 0 && !isSeen(its)) return;
      home = its;
    }
    nodes.push(text);
  };
  /** The first node behind everything within `from`. */
  const behind = (from: Node, on: TreeWalker): Node | null => {
    on.currentNode = from;
    for (let up: Node | null = from; up; up = on.parentNode()) {
      const next = on.nextSibling();
      if (next) return next;
    }
    return null;
  };
  const passOver = (element: Element, on: TreeWalker): Node | null => {
    spared ??= aroundFloating((one) => one.checkVisibility() && view.placeOf(one) !== 'out');
    const around = spared;
    if (around.has(element)) return on.nextNode();
    const last = knowsFloating ? view.lastBelow(element) : undefined;
    if (!last) return behind(element, on);
    for (let next = element.nextElementSibling; around.size > 0 && next; next = next.nextElementSibling) {
      if (around.has(next)) return next;
      if (next === last) break;
    }
    return behind(last, on);
  };
  const step = (current: Node, on: TreeWalker): Node | null => {
    if (current.nodeType === Node.TEXT_NODE) {
      take(current as Text);
      return on.nextNode();
    }
    const element = current as Element;
    const { localName } = element;
    if (unread.has(localName)) {
      close();
      return behind(element, on);
    }
    if (!inlines.has(localName)) close();
    if (along > 0 || !element.firstElementChild) return on.nextNode();
    const place = view.placeOf(element);
    seen.set(element, place !== 'out');
    if (place === 'out') return passOver(element, on);
    if (place !== 'whole') return on.nextNode();
    const until = behind(element, on);
    const before = mayBeInline(element) ? undefined : readBefore(element, homeOf);
    if (before) {
      blocks.push(...before);
      return until;
    }
    on.currentNode = element;
    alongIn = { element, until, from: blocks.length };
    along = readAlong;
    return on.nextNode();
  };
  /** Counts what is read along; all of an element that was is remembered. */
  const goAlong = (current: Node | null) => {
    if (!alongIn || current !== alongIn.until) {
      along = Math.max(0, along - 1);
      return;
    }
    const { element, from } = alongIn;
    if (along > 0 && !mayBeInline(element)) {
      close();
      rememberReading(element, blocks.slice(from));
    }
    alongIn = undefined;
    along = 0;
  };
  return {
    blocks,
    run(milliseconds) {
      const until = performance.now() + milliseconds;
      for (let count = 1; ; count += 1) {
        goAlong(node);
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

const mayBeInline = ({ localName }: Element): boolean => inlines.has(localName) || localName.includes('-');

function isInline(element: Element): boolean {
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents';
}
