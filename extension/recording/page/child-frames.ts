import type { ChildFrame } from '../../messages.ts';
import { knownFrames } from './known-fields.ts';

/**
 * A frame's place in its parent cannot be read from inside when the two are of different origins. So the
 * parent hands each child window a random token, and the worker joins the token that a child reports with
 * the rectangle that the parent reports for it. A page that listens learns a number that tells it nothing;
 * a page that invents tokens is not believed, because the parent's list does not have them.
 */
const tokens = new WeakMap<Element, string>();
const key = 'guidewrightFrame';

export function placeChildren(): void {
  for (const frame of knownFrames()) {
    frame.contentWindow?.postMessage({ [key]: tokenOf(frame) }, '*');
  }
}

function tokenOf(frame: Element): string {
  const known = tokens.get(frame);
  if (known) return known;
  const token = crypto.randomUUID();
  tokens.set(frame, token);
  return token;
}

export function childFrames(): ChildFrame[] {
  return knownFrames().map((frame) => {
    const box = frame.getBoundingClientRect();
    const scale = frame.offsetWidth > 0 ? box.width / frame.offsetWidth : 1;
    const style = getComputedStyle(frame);
    const inset = (side: string) =>
      (Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0) * scale;
    const left = frame.clientLeft * scale + inset('left');
    const top = frame.clientTop * scale + inset('top');
    const rect = {
      x: box.x + left,
      y: box.y + top,
      width: box.width - 2 * left,
      height: box.height - 2 * top,
    };
    return { token: tokenOf(frame), rect, scale };
  });
}

/** Remembers the token that the parent handed over; the page behind never sees the message. */
export function receiveToken(): () => string | undefined {
  let token: string | undefined;
  addEventListener(
    'message',
    (event) => {
      if (event.source !== parent || typeof event.data !== 'object' || event.data === null) return;
      const given: unknown = Reflect.get(event.data, key);
      if (typeof given !== 'string') return;
      token = given;
      event.stopImmediatePropagation();
    },
    true,
  );
  return () => token;
}
