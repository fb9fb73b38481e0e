/** Children from which on it is worth asking whether they lie below each other. */
const many = 24;
/** Of those so many are asked where they are. */
const samples = 8;

/** Where things are in what a person sees of the page, as long as nothing moves. */
export interface Viewport {
  /** `whole`: from its top to its bottom. */
  placeOf(element: Element): 'whole' | 'in' | 'out';
  /**
   * Of an element below what is seen, the last one of those that follow it and lie below as well; nothing where that
   * cannot be told.
   */
  lastBelow(element: Element): Element | undefined;
}

export function createViewport(): Viewport {
  const { innerHeight: height, innerWidth: width } = window;
  const stacks = new Map<Element, boolean>();

  const isAcross = (left: number, right: number) => right > 0 && left < width;
  const isDown = (top: number, bottom: number) => bottom > 0 && top < height;

  /**
   * Without a box of its own, what is in an element may be anywhere. And what is in one may be larger than it is: of a
   * page whose shell is as high as the window, all that is scrolled to lies below the shell's own box.
   */
  const placeOf = (element: Element): 'whole' | 'in' | 'out' => {
    const { top, left, bottom, right } = element.getBoundingClientRect();
    if (bottom <= top || right <= left) return 'in';
    if (isDown(top, bottom) && isAcross(left, right)) return top >= 0 && bottom <= height ? 'whole' : 'in';
    // To both sides: some flow upwards, some from right to left.
    const down = Math.max(0, element.scrollHeight - element.clientHeight);
    if (!isDown(top - down, bottom + down)) return 'out';
    const across = Math.max(0, element.scrollWidth - element.clientWidth);
    if (!isAcross(left - across, right + across)) return 'out';
    // What the page's own two hide is scrolled by the viewport.
    if (element === document.body || element === document.documentElement) return 'in';
    const { overflowX, overflowY } = getComputedStyle(element);
    const [beyondY, beyondX] = [overflowY === 'visible' ? down : 0, overflowX === 'visible' ? across : 0];
    return isDown(top - beyondY, bottom + beyondY) && isAcross(left - beyondX, right + beyondX)
      ? 'in'
      : 'out';
  };
  return {
    placeOf,
    lastBelow(element) {
      const { parentElement } = element;
      if (!parentElement || element.getBoundingClientRect().top < height) return undefined;
      let isStack = stacks.get(parentElement);
      if (isStack === undefined) {
        isStack = isStackOf(parentElement);
        stacks.set(parentElement, isStack);
      }
      return isStack ? (parentElement.lastElementChild ?? undefined) : undefined;
    },
  };
}

/**
 * Whether each child lies below those before it, as the rows of a table and the paragraphs of a text do. What its style
 * draws elsewhere is told otherwise (`page/floating.ts`), and must be known before this may be relied on.
 */
function isStackOf(parent: Element): boolean {
  const { children } = parent;
  if (
    children.length < many ||
    !/^(?:block|list-item|flow-root|table-row-group)$/.test(getComputedStyle(parent).display)
  )
    return false;
  let lowest = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample <= samples; sample += 1) {
    const child = children[Math.floor((sample / samples) * (children.length - 1))];
    const { top, bottom } = child?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    if (bottom <= top) continue;
    if (top < lowest) return false;
    lowest = top;
  }
  return true;
}
