import { allRoots } from './roots.ts';

/** What a style sheet takes out of the page's flow by, or what says so itself. */
const attributeFilter = ['class', 'style', 'role', 'aria-modal', 'open', 'popover'];

/** Records between two times that somebody asks. A page that changes more pays for no more, and is asked about whole. */
const most = 5_000;

/** Knows which elements may be laid out otherwise than before. */
export interface Restyling {
  observe(root: Document | ShadowRoot): void;
  /** Those since the last time. */
  take(): ReadonlySet<Element> | 'too-many';
  /** Whether there are any, and not so many that it is idle to ask before it is needed. */
  isWorthALook(): boolean;
  stop(): void;
}

export function watchRestyling(): Restyling {
  let records: MutationRecord[][] = [];
  let count = 0;

  // No work for each record here: this runs while the page answers the person.
  const collect = (more: MutationRecord[]) => {
    if (more.length === 0) return;
    count += more.length;
    if (count <= most) {
      records.push(more);
      return;
    }
    records = [];
    observer.disconnect();
  };
  const observer = new MutationObserver(collect);
  const observe = (root: Document | ShadowRoot) => {
    if (count <= most) observer.observe(root, { subtree: true, attributeFilter });
  };
  const isElement = (target: Node): target is Element => target instanceof Element;

  return {
    observe,
    take() {
      collect(observer.takeRecords());
      const tooMany = count > most;
      const targets = new Set(records.flatMap((some) => some.map(({ target }) => target)).filter(isElement));
      records = [];
      count = 0;
      if (!tooMany) return targets;
      for (const root of allRoots()) observe(root);
      return 'too-many';
    },
    isWorthALook: () => count > 0 && count <= most,
    stop() {
      observer.disconnect();
      records = [];
      count = 0;
    },
  };
}
