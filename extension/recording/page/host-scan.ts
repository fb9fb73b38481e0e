import { shadowRootOf } from './flat-tree.ts';
import { isCustom, nativeHosts } from './hosts.ts';

const natives = nativeHosts.join();

/** Elements between two looks at the clock. */
const stride = 64;
/** Custom elements remembered that may get their shadow root when their code has loaded. */
const expected = 1_000;

/** A search for shadow roots that may be interrupted at any time. What it finds is told by `learnRoot`. */
export interface HostScan {
  add(place: Element | Document | ShadowRoot): void;
  /** Of that place, only what is no custom element, and holds no mere text, which a shadow tree would hide. */
  addNatives(place: Document | ShadowRoot): void;
  /** Goes on for at most about that many milliseconds; tells whether all is done. */
  run(milliseconds: number): boolean;
  /** Looks again at custom elements that had no shadow root, each in its turn. */
  lookAgain(milliseconds: number): void;
  /** Whether that are all of those that it came upon. */
  readonly remembersAll: boolean;
  clear(): void;
}

const isMereText = (element: Element): boolean =>
  element.firstElementChild === null && element.firstChild !== null;

export function createHostScan(): HostScan {
  const places: { place: Element | Document | ShadowRoot; selector: string }[] = [];
  const bare = new Set<Element>();
  let remembersAll = true;
  let elements: NodeListOf<Element> | undefined;
  let onlyNatives = false;
  let seen = 0;

  const look = (element: Element): void => {
    const root = shadowRootOf(element);
    if (!isCustom(element)) return;
    if (root) bare.delete(element);
    else if (bare.size < expected) bare.add(element);
    else remembersAll = false;
  };
  /** Whether there is something to walk through now. */
  const enter = (): boolean => {
    if (elements) return true;
    const next = places.pop();
    if (!next) return false;
    const { place, selector } = next;
    if (place instanceof Element) look(place);
    elements = place.querySelectorAll(selector);
    onlyNatives = selector === natives;
    seen = 0;
    return true;
  };
  const walk = (end: number): boolean => {
    for (let element = elements?.[seen]; element; element = elements?.[seen]) {
      if (!(onlyNatives && isMereText(element))) look(element);
      seen += 1;
      if (seen % stride === 0 && performance.now() > end) return false;
    }
    elements = undefined;
    return true;
  };

  return {
    add(place) {
      places.push({ place, selector: '*' });
    },
    addNatives(place) {
      places.push({ place, selector: natives });
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
    get remembersAll() {
      return remembersAll;
    },
    clear() {
      places.length = 0;
      elements = undefined;
      bare.clear();
      remembersAll = true;
    },
  };
}
