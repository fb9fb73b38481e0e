import { innermostTarget } from '../page/flat-tree.ts';
import type { Recorder } from '../recorder.ts';
import type { Described } from '../target/describe.ts';

/** A press of a pointer, described while the page still looked as the person saw it. */
export interface Press {
  readonly at: number;
  readonly button: number;
  readonly point: { x: number; y: number };
  /** Under the pointer, before looking for what is meant. */
  readonly innermost: Element;
  readonly described: Described;
  readonly moment: string;
  /** An action came of it, so that nothing else does. */
  used: boolean;
  /** The page did something while the button was down. */
  reacted: boolean;
}

/** Keeps the press that is going on or was last. */
export function watchPress(recorder: Recorder): { current(): Press | undefined } {
  let current: Press | undefined;
  let isDown = false;
  recorder.on('pointerdown', (event) => {
    recorder.settleTyping();
    const innermost = innermostTarget(event);
    if (!innermost || !event.isPrimary) return;
    // A second press on the same thing (double click) still means the state before the first.
    const again =
      current &&
      Date.now() - current.at < 500 &&
      current.innermost === innermost &&
      current.button === event.button;
    const point = { x: event.clientX, y: event.clientY };
    current = {
      at: Date.now(),
      button: event.button,
      point,
      innermost,
      described: again && current ? current.described : recorder.describeMeant(innermost, point),
      moment: again && current ? current.moment : recorder.begin(),
      used: false,
      reacted: false,
    };
    isDown = true;
    recorder.awaitReaction();
  });
  const release = () => {
    if (isDown && current) current.reacted = recorder.hasReacted();
    isDown = false;
  };
  recorder.on('pointerup', release);
  recorder.on('pointercancel', release);
  return { current: () => current };
}
