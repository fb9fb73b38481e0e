import type { ActionDetail, Point } from '../../lib/contracts/capture/action.ts';
import type { PageAction } from '../messages.ts';
import { type Described, describe } from './target/describe.ts';
import { prepareDescriptions } from './target/prepared.ts';

/** What every watcher needs: whether to watch, and where to put what it saw. */
export interface Recorder {
  isOn(): boolean;
  /** When the person last did anything here, moving the pointer included; milliseconds since the epoch. */
  lastSign(): number;
  /** When the person last did anything that a page may answer. */
  lastDeed(): number;
  keepsTyped(): boolean;
  describe(element: Element): Described;
  /** What is meant by a press on that element. */
  describeMeant(pressed: Element, point: Point): Described;
  /** What may be described soon; asked for in idle time. */
  prepare(find: () => Element | undefined): void;
  /** Says that the person begins to do something, so that the picture before it is kept; returns its name. */
  begin(): string;
  /** `then` is called once the page does something; not any more when asked anew. */
  awaitReaction(then?: () => void): void;
  /** Whether the page did something since `awaitReaction`. */
  hasReacted(): boolean;
  /** Whether the page looks as it did when its last picture was taken. */
  isPictured(): boolean;
  /** Asks for a fresh picture, because something may be done soon. */
  look(): void;
  /** Whether that would ask for anything: not while there is one, or it will be asked for anyway. */
  wouldLook(): boolean;
  record(detail: ActionDetail, about?: About): void;
  /** Where that is, as of now. */
  page(): PageAction['page'];
  /** Soon, but not ahead of the frame that the person waits for. */
  afterFrame(job: () => void): void;
  /** Typing that has not settled becomes an action now. Set by the typing watcher. */
  settleTyping: () => void;
  /** Listens on the window in the capture phase, to trusted events only, ahead of the page. */
  on<K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void;
}

export interface About {
  readonly described?: Described | undefined;
  readonly point?: Point | undefined;
  readonly moment?: string | undefined;
  readonly at?: number | undefined;
  /** That of now, when not given. */
  readonly page?: PageAction['page'] | undefined;
}

export interface RecorderPorts {
  readonly isOn: () => boolean;
  readonly keepsTyped: () => boolean;
  readonly begin: (id: string, at: number) => void;
  readonly hasReacted: () => boolean;
  readonly awaitReaction: (then?: () => void) => void;
  readonly look: () => void;
  readonly wouldLook: () => boolean;
  readonly action: (action: PageAction) => void;
  readonly afterFrame: (job: () => void) => void;
  /** The picture that shows the page as it is now; undefined when none does. */
  readonly pictured: () => string | undefined;
  /** Has `pictured` take into account what changed within a script that is still running. */
  readonly catchUp: () => void;
}

/** Done by the mere movement of the pointer, or by the page itself. */
const mereSigns = new Set(['pointerover', 'scroll']);

export function createRecorder(ports: RecorderPorts): Recorder {
  let lastSign = 0;
  let lastDeed = 0;
  // What tells apart what is begun here: a random part once, and not while the page is about to answer.
  const frame = crypto.randomUUID();
  let begun = 0;
  const prepared = prepareDescriptions(
    () => {
      const shot = ports.pictured();
      return shot && `${shot} ${ports.keepsTyped()}`;
    },
    (element) => describe(element, ports.keepsTyped()),
  );
  return {
    isOn: ports.isOn,
    lastSign: () => lastSign,
    lastDeed: () => lastDeed,
    keepsTyped: ports.keepsTyped,
    ...prepared,
    describe(element) {
      ports.catchUp();
      return prepared.describe(element);
    },
    begin() {
      begun += 1;
      const id = `${frame}-${begun}`;
      ports.begin(id, Date.now());
      return id;
    },
    hasReacted: ports.hasReacted,
    awaitReaction: ports.awaitReaction,
    isPictured: () => ports.pictured() !== undefined,
    look: ports.look,
    wouldLook: ports.wouldLook,
    record(detail, { described, point, moment, at, page = pageNow() } = {}) {
      ports.action({
        at: at ?? Date.now(),
        page,
        target: described?.target,
        rect: described?.rect,
        point,
        moment,
        detail,
      });
    },
    page: pageNow,
    afterFrame: ports.afterFrame,
    settleTyping: () => undefined,
    on: listenOnce((event, isDeed) => {
      if (!event.isTrusted || !ports.isOn()) return false;
      lastSign = Date.now();
      if (isDeed) lastDeed = lastSign;
      return true;
    }),
  };
}

const pageNow = (): PageAction['page'] => ({
  url: location.href.slice(0, 2_000),
  title: document.title.slice(0, 500),
});

/** One listener of the browser's for each type of event, however many watchers ask: each costs a change of worlds. */
function listenOnce(isMeant: (event: Event, isDeed: boolean) => boolean): Recorder['on'] {
  const watchers = new Map<string, ((event: never) => void)[]>();
  return (type, watcher) => {
    const known = watchers.get(type);
    if (known) {
      known.push(watcher);
      return;
    }
    const all = [watcher];
    watchers.set(type, all);
    const isDeed = !mereSigns.has(type);
    addEventListener(
      type,
      (event) => {
        if (!isMeant(event, isDeed)) return;
        for (const each of all) {
          try {
            each(event);
          } catch (error) {
            // What one watcher stumbles over is still seen by the others.
            reportError(error);
          }
        }
      },
      { capture: true, passive: true },
    );
  };
}
