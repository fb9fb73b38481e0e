import { createElementScan } from './element-scan.ts';
import { fieldOf } from './fields.ts';
import { innermostTarget } from './flat-tree.ts';
import { forgetFloating, learnFloatingWithin, learnIfFloating } from './floating.ts';
import { createHostScan } from './host-scan.ts';
import { learnField, learnFieldsWithin } from './known-fields.ts';
import { forgetPopups, learnPopupsWithin, prunePopups } from './known-popups.ts';
import { watchRestyling } from './restyling.ts';
import { allRoots, learnRootsAround, onLearnedRoot } from './roots.ts';
import { rememberPassword } from './sensitivity.ts';

/** Milliseconds: of one stretch of work, in idle time and when a picture waits; and between two whole walks. */
const idleSlice = 4;
const urgentSlice = 6;
const again = 10_000;
const idleWithin = 1_000;
/** A page that changes all the time is looked at in one go; a picture does not wait for that. */
const gather = 2_000;
/** Each place in the page has its style asked for, which takes longest: a picture waits for the rest of it so long. */
const briefSlice = 2;
const patience = 12;
const styleAgain = 60_000;
/** Records kept until idle time; with more of additions, the whole page is looked through instead. */
const mostRecords = 1_000;

/**
 * Finds the fields and shadow roots of the page without walking over it when something is done: what is added
 * is looked at in idle time, or at the latest when a picture is to be taken.
 */
export interface Discovery {
  begin(): void;
  stop(): void;
  /** What the person uses is known from the next picture on, wherever it is. */
  reveal(event: Event): void;
  /** Before a picture: everything added so far is known when this is done; mostly at once, without a promise. */
  complete(): Promise<void> | undefined;
  /** Whether all that may stand elsewhere than what it is in is known, of the page as it was then. */
  knowsFloating(): boolean;
}

export interface DiscoveryPorts {
  /** Whether somebody works in the page, so that looking through all of it again is worth it. */
  readonly isUsed: () => boolean;
  /** Something was added or removed. */
  readonly onAdditions: () => void;
}

export function discoverPage({ isUsed, onAdditions }: DiscoveryPorts): Discovery {
  const added = createHostScan();
  const whole = createHostScan();
  const styles = createElementScan(learnIfFloating);
  /** Of all the page in its time, while what was known goes on holding. */
  const stylesAgain = createElementScan(learnIfFloating);
  const restyling = watchRestyling();
  let records: MutationRecord[][] = [];
  let count = 0;
  let begun = false;
  let used: Element[] = [];
  let idle: number | undefined;
  let timers: ReturnType<typeof setInterval>[] = [];

  // No work for each record here: this runs while the page answers the person.
  const collect = (more: MutationRecord[]) => {
    if (more.length === 0) return;
    count += more.length;
    if (count > mostRecords) records = [];
    else records.push(more);
  };
  const additions = new MutationObserver((more) => {
    onAdditions();
    collect(more);
  });
  const attributes = new MutationObserver((changes) => {
    for (const { target, attributeName, oldValue } of changes) {
      if (!(target instanceof Element)) continue;
      // A password shown by an eye button is one still.
      if (attributeName === 'type' && oldValue?.toLowerCase() === 'password') rememberPassword(target);
      learnFieldsWithin(target);
    }
  });
  const observe = (root: Document | ShadowRoot) => {
    const attributeFilter = ['type', 'contenteditable'];
    attributes.observe(root, { subtree: true, attributeFilter, attributeOldValue: true });
    if (!begun) return;
    additions.observe(root, { subtree: true, childList: true });
    restyling.observe(root);
  };
  const lookThrough = (root: Document | ShadowRoot) => {
    learnFieldsWithin(root);
    if (begun) learnPopupsWithin(root);
    learnFloatingWithin(root);
    added.add(root);
    styles.add(root);
  };
  onLearnedRoot((root) => {
    observe(root);
    lookThrough(root);
    workWhenIdle();
  });

  const learnUsed = () => {
    for (const element of used) {
      const field = fieldOf(element);
      if (field) learnField(field);
    }
    used = [];
  };
  const learnAdditions = () => {
    learnUsed();
    collect(additions.takeRecords());
    const overflowed = count > mostRecords;
    const nodes = new Set(records.flat().flatMap(({ addedNodes }) => [...addedNodes]));
    records = [];
    count = 0;
    if (overflowed) for (const root of allRoots()) lookThrough(root);
    for (const node of nodes) {
      if (!(node instanceof Element) || !node.isConnected) continue;
      learnFieldsWithin(node);
      learnPopupsWithin(node);
      learnFloatingWithin(node);
      added.add(node);
      styles.add(node);
    }
  };
  const learnRestyled = () => {
    const restyled = restyling.take();
    for (const place of restyled === 'too-many' ? allRoots() : restyled) {
      if (place instanceof Element && !place.isConnected) continue;
      learnFloatingWithin(place);
      // What holds all of the page is styled for whatever reason, mostly not to move what is in it.
      (isWhole(place) ? stylesAgain : styles).add(place);
    }
  };
  const work = (deadline: IdleDeadline) => {
    idle = undefined;
    learnAdditions();
    if (restyling.isWorthALook()) learnRestyled();
    const slice = Math.max(1, Math.min(idleSlice, deadline.timeRemaining()));
    if (!added.run(slice) || !styles.run(slice) || !whole.run(slice) || !stylesAgain.run(slice))
      workWhenIdle();
  };
  const workWhenIdle = () => {
    if (begun) idle ??= requestIdleCallback(work, { timeout: idleWithin });
  };
  const walkAgain = () => {
    prunePopups();
    if (document.hidden || !isUsed()) return;
    for (const root of allRoots()) {
      // `attachShadow` on an element that was there before leaves no trace to observe. Custom elements without
      // a shadow root are looked at again at each picture anyway.
      if (added.remembersAll) whole.addNatives(root);
      else whole.add(root);
      // A class or an attribute may have made something a menu.
      learnPopupsWithin(root);
      learnFloatingWithin(root);
    }
    workWhenIdle();
  };
  const askStylesAgain = () => {
    if (document.hidden || !isUsed()) return;
    for (const root of allRoots()) stylesAgain.add(root);
    workWhenIdle();
  };
  const workOnGathered = () => {
    if (count + used.length > 0 || restyling.isWorthALook()) workWhenIdle();
  };
  const finish = async () => {
    while (!added.run(urgentSlice)) await aTurn();
    learnAdditions();
    learnRestyled();
    added.run(urgentSlice);
    const until = performance.now() + patience;
    while (!styles.run(urgentSlice) && performance.now() < until) await aTurn();
  };

  observe(document);
  return {
    begin() {
      if (begun) return;
      begun = true;
      for (const root of allRoots()) {
        observe(root);
        lookThrough(root);
      }
      timers = [
        setInterval(walkAgain, again),
        setInterval(askStylesAgain, styleAgain),
        setInterval(workOnGathered, gather),
      ];
      workWhenIdle();
    },
    stop() {
      begun = false;
      additions.disconnect();
      records = [];
      count = 0;
      restyling.stop();
      forgetPopups();
      forgetFloating();
      learnUsed();
      for (const scan of [added, whole, styles, stylesAgain]) scan.clear();
      for (const timer of timers) clearInterval(timer);
      if (idle !== undefined) cancelIdleCallback(idle);
      idle = undefined;
    },
    reveal(event) {
      const element = innermostTarget(event);
      if (!element || used.at(-1) === element) return;
      if (element !== event.target) learnRootsAround(element);
      used.push(element);
    },
    complete() {
      learnAdditions();
      learnRestyled();
      for (const scan of [added, whole]) scan.lookAgain(1);
      if (styles.run(briefSlice)) stylesAgain.run(briefSlice);
      return added.run(urgentSlice) && styles.isDone ? undefined : finish();
    },
    knowsFloating: () => styles.isDone,
  };
}

const aTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

const isWhole = (place: Node): boolean => place === document.body || place === document.documentElement;
