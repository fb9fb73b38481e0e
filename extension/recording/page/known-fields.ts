import { rememberPassword } from './sensitivity.ts';

const selector =
  'input:not([type=hidden]), textarea, select, [contenteditable]:not([contenteditable=false]), iframe, frame';

/** Every field and frame element found so far, so that a picture need not look for them all over the page. */
const known = new Set<Element>();

/** One that the person uses, whatever it is made of. */
export function learnField(field: Element): void {
  known.add(field);
  if (field instanceof HTMLInputElement && field.type === 'password') rememberPassword(field);
}

export function learnFieldsWithin(place: Element | Document | ShadowRoot): void {
  if (place instanceof Element) {
    if (place.matches(selector)) learnField(place);
    if (!place.firstElementChild) return;
  }
  for (const field of place.querySelectorAll(selector)) learnField(field);
}

/** Those that are in the page now; the others are forgotten, and found again should they come back. */
function* knownElements(): Generator<Element> {
  for (const element of known) {
    if (element.isConnected) yield element;
    else known.delete(element);
  }
}

export function* knownFields(): Generator<Element> {
  for (const element of knownElements()) if (!isFrame(element)) yield element;
}

export function knownFrames(): HTMLIFrameElement[] {
  return [...knownElements()].filter(isFrame);
}

/** A `frame` of a frame set has what is asked of it here, too. */
const isFrame = (element: Element): element is HTMLIFrameElement =>
  element.localName === 'iframe' || element.localName === 'frame';
