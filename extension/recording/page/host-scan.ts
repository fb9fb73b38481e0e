import { createElementScan, type ElementScan } from './element-scan.ts';
import { shadowRootOf } from './flat-tree.ts';
import { isCustom, nativeHosts } from './hosts.ts';

/** No custom elements; and none that holds mere text, which a shadow tree would hide. */
const natives = `:is(${nativeHosts.join()}):is(:empty, :has(> *))`;

/** Custom elements remembered that may get their shadow root when their code has loaded. */
const expected = 1_000;

/** A search for shadow roots that may be interrupted at any time. What it finds is told by `learnRoot`. */
export interface HostScan extends Pick<ElementScan, 'run' | 'clear'> {
  add(place: Element | Document | ShadowRoot): void;
  /** Of that place, only what is no custom element, and holds no mere text, which a shadow tree would hide. */
  addNatives(place: Document | ShadowRoot): void;
  /** Looks again at custom elements that had no shadow root, each in its turn. */
  lookAgain(milliseconds: number): void;
  /** Whether that are all of those that it came upon. */
  readonly remembersAll: boolean;
}

export function createHostScan(): HostScan {
  const bare = new Set<Element>();
  let remembersAll = true;

  const look = (element: Element): void => {
    const root = shadowRootOf(element);
    if (!isCustom(element)) return;
    if (root) bare.delete(element);
    else if (bare.size < expected) bare.add(element);
    else remembersAll = false;
  };
  const { add, run, clear } = createElementScan(look);

  return {
    add: (place) => add(place),
    addNatives: (place) => add(place, natives),
    run,
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
      clear();
      bare.clear();
      remembersAll = true;
    },
  };
}
