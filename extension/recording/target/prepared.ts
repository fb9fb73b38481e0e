import type { Point, Rectangle } from '../../../lib/contracts/capture/action.ts';
import { isToggle } from '../page/fields.ts';
import { actionableOf } from './actionable.ts';
import type { Described } from './describe.ts';

/** Milliseconds; a hand that has come to rest presses later than that. */
const latest = 150;

export interface Prepared {
  /** Describes, in idle time, what is meant by the element that the pointer rests on. */
  prepare(find: () => Element | undefined): void;
  /** As prepared, when the page is as it was then; else described now. */
  describe(element: Element): Described;
  /** Of what is meant by a press there, likewise; and without a look at the page when it was prepared. */
  describeMeant(pressed: Element, point: Point): Described;
}

/** `state` names how the page looks; undefined when that is not known, so that nothing can be compared with it. */
export function prepareDescriptions(
  state: () => string | undefined,
  describe: (element: Element) => Described,
): Prepared {
  let ready: { readonly under: Element; readonly described: Described; readonly state: string } | undefined;
  let waiting: number | undefined;
  return {
    prepare(find) {
      if (waiting !== undefined) cancelIdleCallback(waiting);
      waiting = requestIdleCallback(
        () => {
          waiting = undefined;
          const under = find();
          const now = state();
          if (!under?.isConnected || now === undefined) return;
          if (ready?.under === under && ready.state === now) return;
          const element = actionableOf(under);
          // Whether a box is ticked changes without anything in the page's markup.
          if (!isToggle(element)) ready = { under, described: describe(element), state: now };
        },
        { timeout: latest },
      );
    },
    describe(element) {
      return ready?.described.element === element && ready.state === state()
        ? ready.described
        : describe(element);
    },
    describeMeant(pressed, point) {
      // What moves without a change of the page's markup may have moved away from where it was.
      return ready?.under === pressed && isIn(ready.described.rect, point) && ready.state === state()
        ? ready.described
        : describe(actionableOf(pressed));
    },
  };
}

const isIn = ({ x, y, width, height }: Rectangle, point: Point): boolean =>
  point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
