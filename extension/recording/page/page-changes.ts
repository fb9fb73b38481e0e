import { allRoots } from './roots.ts';

/**
 * Tells when the page stops looking as it did at a given picture. It watches only while there is such a
 * picture and no change yet, so that a busy page pays nothing for being recorded.
 */
export interface PageChanges {
  /** A person begins to do something: what changes from now on comes of it. */
  noteMoment(): void;
  /** `then` is called once it changed its markup, mere text aside. */
  awaitReaction(then?: () => void): void;
  /** Whether it did so since `awaitReaction`; it is not watched for that any longer. */
  hasReacted(): boolean;
  /** When the page changed since the last such beginning that it answered, before the picture about to be taken. */
  readonly sinceMoment: number | undefined;
  /** From now on compare with the picture that is about to be taken. */
  watch(shot: string): void;
  /** Whether anything changed since `watch(shot)`. */
  changedSince(shot: string): boolean;
  /** The same while its picture is still to be taken. */
  hasChanged(): boolean;
  /**
   * The picture that shows the page as it is, as far as changes have been told; and when it was taken. They have all
   * been told when the browser does what a person did, but not when a script of the page makes it do something.
   */
  pictured(): { readonly shot: string; readonly at: number } | undefined;
  /** All changes so far count as told. */
  catchUp(): void;
  /** What somebody else observed: elements were added or removed. */
  noteAdditions(): void;
  /** What somebody else observed: the page looks otherwise than at the picture, by nothing that is watched here. */
  noteChange(): void;
}

const additions = [{ type: 'childList' }] as const;

export function watchPageChanges(onChange: (shot: string) => void): PageChanges {
  let current: string | undefined;
  let dirty = true;
  let answered = false;
  let at = 0;

  let noting = false;
  let latest: number | undefined;
  let awaiting = false;
  let reacted = false;
  let onReaction: (() => void) | undefined;

  const observes = () => !dirty || noting || awaiting;
  const observe = () => {
    for (const root of allRoots()) observer.observe(root, everything);
  };
  const change = () => {
    if (dirty || !current) return;
    dirty = true;
    rest();
    if (answered) onChange(current);
  };
  /** Observes no longer than there is something to tell. */
  const rest = () => {
    if (!observes()) observer.disconnect();
  };
  const changeOfContent = () => {
    if (noting) latest = Date.now();
    // The first change after each beginning tells all that is asked.
    noting = false;
    rest();
    change();
  };
  const changeOfMarkup = (records: readonly Pick<MutationRecord, 'type'>[]) => {
    if (awaiting && records.some(({ type }) => type !== 'characterData')) {
      awaiting = false;
      reacted = true;
      onReaction?.();
    }
    changeOfContent();
  };
  const observer = new MutationObserver(changeOfMarkup);
  const look = () => {
    const records = observer.takeRecords();
    if (records.length > 0) changeOfMarkup(records);
  };
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
      if (!observes()) observe();
      noting = true;
    },
    awaitReaction(then) {
      if (!observes()) observe();
      awaiting = true;
      reacted = false;
      onReaction = then;
    },
    hasReacted() {
      awaiting = false;
      rest();
      return reacted;
    },
    get sinceMoment() {
      look();
      return latest;
    },
    watch(shot) {
      current = shot;
      at = Date.now();
      dirty = false;
      answered = false;
      noting = false;
      latest = undefined;
      observe();
    },
    changedSince(shot) {
      if (shot !== current) return true;
      look();
      // What comes later is told by a message.
      answered = true;
      return dirty;
    },
    hasChanged() {
      look();
      return dirty;
    },
    pictured: () => (current && answered && !dirty ? { shot: current, at } : undefined),
    catchUp() {
      if (observes()) look();
    },
    noteChange: change,
    noteAdditions() {
      // Then the observer has mostly nothing more to tell, and rests before each record costs the page's frame.
      if (observes()) changeOfMarkup(additions);
    },
  };
}
