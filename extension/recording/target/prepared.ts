import { isToggle } from '../page/fields.ts';
import type { Described } from './describe.ts';
import { visibleRectangle } from './visible-rectangle.ts';

/** Milliseconds; a hand that has come to rest presses later than that. */
const latest = 150;

export interface Prepared {
  /** Describes, in idle time, what the pointer rests on. */
  prepare(find: () => Element | undefined): void;
  /** As prepared, when the page is as it was then; else described now. */
  describe(element: Element): Described;
}

/** `state` names how the page looks; undefined when that is not known, so that nothing can be compared with it. */
export function prepareDescriptions(
  state: () => string | undefined,
  describe: (element: Element) => Described,
): Prepared {
  let ready: { readonly described: Described; readonly state: string } | undefined;
  let waiting: number | undefined;
  return {
    prepare(find) {
      if (waiting !== undefined) cancelIdleCallback(waiting);
      waiting = requestIdleCallback(
        () => {
          waiting = undefined;
          const element = find();
          const now = state();
          // Whether a box is ticked changes without anything in the page's markup.
          if (!element?.isConnected || now === undefined || isToggle(element)) return;
          if (ready?.described.element === element && ready.state === now) return;
          ready = { described: describe(element), state: now };
        },
        { timeout: latest },
      );
    },
    describe(element) {
      if (ready?.described.element !== element || ready.state !== state()) return describe(element);
      return { ...ready.described, rect: visibleRectangle(element) };
    },
  };
}
