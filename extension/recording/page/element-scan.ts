/** Elements between two looks at the clock. */
const stride = 64;

/** A walk over many elements that may be interrupted at any time. What was added last comes first. */
export interface ElementScan {
  /** Everything within that place that matches, itself included. */
  add(place: Element | Document | ShadowRoot, selector?: string): void;
  /** Goes on for at most about that many milliseconds; tells whether all is done. */
  run(milliseconds: number): boolean;
  readonly isDone: boolean;
  clear(): void;
}

export function createElementScan(look: (element: Element) => void): ElementScan {
  const places: { readonly place: Element | Document | ShadowRoot; readonly selector: string }[] = [];
  let elements: NodeListOf<Element> | undefined;
  let seen = 0;

  /** Whether there is something to walk through now. */
  const enter = (): boolean => {
    if (elements) return true;
    const next = places.pop();
    if (!next) return false;
    const { place, selector } = next;
    if (place instanceof Element && place.matches(selector)) look(place);
    elements = place.querySelectorAll(selector);
    seen = 0;
    return true;
  };
  const walk = (end: number): boolean => {
    for (let element = elements?.[seen]; element; element = elements?.[seen]) {
      look(element);
      seen += 1;
      if (seen % stride === 0 && performance.now() > end) return false;
    }
    elements = undefined;
    return true;
  };
  const isDone = () => !elements && places.length === 0;
  return {
    add(place, selector = '*') {
      places.push({ place, selector });
    },
    run(milliseconds) {
      const end = performance.now() + milliseconds;
      while (enter()) if (!walk(end) || performance.now() > end) break;
      return isDone();
    },
    get isDone() {
      return isDone();
    },
    clear() {
      places.length = 0;
      elements = undefined;
    },
  };
}
