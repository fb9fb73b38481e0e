/**
 * Tells when the page stops looking as it did at a given picture. It watches only while there is such a
 * picture and no change yet, so that a busy page pays nothing for being recorded.
 */
export interface PageChanges {
  /** From now on compare with the picture that is about to be taken. */
  watch(shot: string): void;
  /** Whether anything changed since `watch(shot)`. */
  changedSince(shot: string): boolean;
  readonly isDirty: boolean;
}

export function watchPageChanges(onChange: (shot: string) => void): PageChanges {
  let current: string | undefined;
  let dirty = true;
  let answered = false;

  const change = () => {
    if (dirty || !current) return;
    dirty = true;
    observer.disconnect();
    if (answered) onChange(current);
  };
  const observer = new MutationObserver(change);
  const options = { capture: true, passive: true };
  for (const type of [
    'scroll',
    'load',
    'transitionend',
    'animationend',
    'input',
    'toggle',
    'fullscreenchange',
  ]) {
    addEventListener(type, change, options);
  }
  addEventListener('resize', change, options);

  return {
    watch(shot) {
      current = shot;
      dirty = false;
      answered = false;
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    },
    changedSince(shot) {
      if (shot !== current) return true;
      if (observer.takeRecords().length > 0) change();
      // What comes later is told by a message.
      answered = true;
      return dirty;
    },
    get isDirty() {
      return dirty;
    },
  };
}
