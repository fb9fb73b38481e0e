import type { ActionDetail } from '../../lib/contracts/capture/action.ts';
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
  /** What may be described soon; asked for in idle time. */
  prepare(find: () => Element | undefined): void;
  /** Says that the person begins to do something, so that the picture before it is kept; returns its name. */
  begin(): string;
  /** Whether the page looks as it did when its last picture was taken. */
  isPictured(): boolean;
  /** Asks for a fresh picture, because something may be done soon. */
  look(): void;
  record(detail: ActionDetail, about?: About): void;
  /** Typing that has not settled becomes an action now. Set by the typing watcher. */
  settleTyping: () => void;
  /** Listens on the window in the capture phase, to trusted events only, ahead of the page. */
  on<K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void;
}

export interface About {
  readonly described?: Described | undefined;
  readonly point?: { x: number; y: number } | undefined;
  readonly moment?: string | undefined;
  readonly at?: number | undefined;
}

export interface RecorderPorts {
  readonly isOn: () => boolean;
  readonly keepsTyped: () => boolean;
  readonly begin: (id: string, at: number) => void;
  readonly look: () => void;
  readonly action: (action: PageAction) => void;
  /** The picture that shows the page as it is now; undefined when none does. */
  readonly pictured: () => string | undefined;
}

/** Done by the mere movement of the pointer, or by the page itself. */
const mereSigns = new Set(['pointerover', 'scroll']);

export function createRecorder(ports: RecorderPorts): Recorder {
  let lastSign = 0;
  let lastDeed = 0;
  const { prepare, describe: describeNow } = prepareDescriptions(
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
    describe: describeNow,
    prepare,
    begin() {
      const id = crypto.randomUUID();
      ports.begin(id, Date.now());
      return id;
    },
    isPictured: () => ports.pictured() !== undefined,
    look: ports.look,
    record(detail, { described, point, moment, at } = {}) {
      ports.action({
        at: at ?? Date.now(),
        page: { url: location.href.slice(0, 2_000), title: document.title.slice(0, 500) },
        target: described?.target,
        rect: described?.rect,
        point,
        moment,
        detail,
      });
    },
    settleTyping: () => undefined,
    on: listenOnce((event) => {
      if (!event.isTrusted || !ports.isOn()) return false;
      lastSign = Date.now();
      if (!mereSigns.has(event.type)) lastDeed = lastSign;
      return true;
    }),
  };
}

/** One listener of the browser's for each type of event, however many watchers ask: each costs a change of worlds. */
function listenOnce(isMeant: (event: Event) => boolean): Recorder['on'] {
  const watchers = new Map<string, ((event: never) => void)[]>();
  return (type, watcher) => {
    const known = watchers.get(type);
    if (known) {
      known.push(watcher);
      return;
    }
    const all = [watcher];
    watchers.set(type, all);
    addEventListener(
      type,
      (event) => {
        if (!isMeant(event)) return;
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
