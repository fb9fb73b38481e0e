import { shadowRootOf } from './flat-tree.ts';

/** Elements that may have a shadow root (DOM standard, attachShadow), custom elements aside. */
const nativeHosts = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);
const isCustom = ({ localName }: Element): boolean => localName.includes('-');

/** Elements between two looks at the clock. */
const stride = 64;
/** Custom elements remembered that may get their shadow root when their code has loaded. */
const expected = 1_000;

/** A search for shadow roots that may be interrupted at any time. What it finds is told by `learnRoot`. */
export interface HostScan {
  add(place: Element | Document | ShadowRoot): void;
  /** Goes on for at most about that many milliseconds; tells whether all is done. */
  run(milliseconds: number): boolean;
  /** Looks again at custom elements that had no shadow root, each in its turn. */
  lookAgain(milliseconds: number): void;
  clear(): void;
}

export function createHostScan(): HostScan {
  const places: (Element | Document | ShadowRoot)[] = [];
  const bare = new Set<Element>();
  let elements: NodeListOf<Element> | undefined;
  let next = 0;

  const look = (element: Element): void => {
    if (!isCustom(element)) {
      if (nativeHosts.has(element.localName)) shadowRootOf(element);
      return;
    }
    if (shadowRootOf(element)) bare.delete(element);
    else if (bare.size < expected) bare.add(element);
  };
  /** Whether there is something to walk through now. */
  const enter = (): boolean => {
    if (elements) return true;
    const place = places.pop();
    if (!place) return false;
    if (place instanceof Element) look(place);
    elements = place.querySelectorAll('*');
    next = 0;
    return true;
  };
  const walk = (end: number): boolean => {
    for (let element = elements?.[next]; element; element = elements?.[next]) {
      look(element);
      next += 1;
      if (next % stride === 0 && performance.now() > end) return false;
    }
    elements = undefined;
    return true;
  };

  return {
    add(place) {
      places.push(place);
    },
    run(milliseconds) {
      const end = performance.now() + milliseconds;
      while (enter()) if (!walk(end) || performance.now() > end) break;
      return !elements && places.length === 0;
    },
    lookAgain(milliseconds) {
      const end = performance.now() + milliseconds;
      for (const element of [...bare]) {
        bare.delete(element);
        if (element.isConnected) look(element);
        if (performance.now() > end) return;
      }
    },
    clear() {
      places.length = 0;
      elements = undefined;
      bare.clear();
    },
  };
}
