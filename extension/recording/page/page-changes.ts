import { allRoots } from './roots.ts';

/**
 * Tells when the page stops looking as it did at a given picture. It watches only while there is such a
 * picture and no change yet, so that a busy page pays nothing for being recorded.
 */
export interface PageChanges {
  /** A person begins to do something: what changes from now on comes of it. */
  noteMoment(): void;
  /** When the page changed since the last such beginning that it answered, before the picture about to be taken. */
  readonly sinceMoment: number | undefined;
  /** From now on compare with the picture that is about to be taken. */
  watch(shot: string): void;
  /** Whether anything changed since `watch(shot)`. */
  changedSince(shot: string): boolean;
  /** The picture that shows the page as it is, and when it was taken; undefined while there is none. */
  pictured(): { readonly shot: string; readonly at: number } | undefined;
}

export function watchPageChanges(onChange: (shot: string) => void): PageChanges {
  let current: string | undefined;
  let dirty = true;
  let answered = false;
  let at = 0;

  let noting = false;
  let latest: number | undefined;

  const change = () => {
    if (dirty || !current) return;
    dirty = true;
    if (!noting) observer.disconnect();
    if (answered) onChange(current);
  };
  const changeOfContent = () => {
    if (noting) latest = Date.now();
    // The first change after each beginning tells all that is asked.
    noting = false;
    if (dirty) observer.disconnect();
    change();
  };
  const observer = new MutationObserver(changeOfContent);
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  const options = { capture: true, passive: true };
  // The end of a transition is that of its beginning, which may be long before what is done meanwhile.
  for (const type of ['load', 'transitionend', 'animationend']) addEventListener(type, change, options);
  for (const type of ['scroll', 'input', 'toggle', 'fullscreenchange']) {
    addEventListener(type, changeOfContent, options);
  }
  addEventListener('resize', change, options);

  return {
    noteMoment() {
      if (noting) return;
      noting = true;
      if (dirty) for (const root of allRoots()) observer.observe(root, everything);
    },
    get sinceMoment() {
      if (observer.takeRecords().length > 0) changeOfContent();
      return latest;
    },
    watch(shot) {
      current = shot;
      at = Date.now();
      dirty = false;
      answered = false;
      noting = false;
      latest = undefined;
      for (const root of allRoots()) observer.observe(root, everything);
    },
    changedSince(shot) {
      if (shot !== current) return true;
      if (observer.takeRecords().length > 0) changeOfContent();
      // What comes later is told by a message.
      answered = true;
      return dirty;
    },
    pictured() {
      if (!current || !answered || dirty) return undefined;
      if (observer.takeRecords().length > 0) changeOfContent();
      return dirty ? undefined : { shot: current, at };
    },
  };
}
