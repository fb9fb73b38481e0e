import type { HiddenKind } from '../../lib/contracts/redaction/policy.ts';
import type { View } from '../messages.ts';
import type { SurveyedFrame } from './frames.ts';

/** A picture of a tab's visible part, with what its frames said just before and just after. */
export interface Shot {
  readonly id: string;
  readonly tabId: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** PNG as a data URL. */
  readonly png: string;
  readonly frames: readonly SurveyedFrame[];
  /** Of both surveys: a field that moved meanwhile is covered in both places. */
  readonly masks: readonly { x: number; y: number; width: number; height: number }[];
  /** What sensitive texts of the page the masks cover. */
  readonly kinds: readonly HiddenKind[];
  /** They cover texts as well that nobody has judged. */
  readonly unjudged?: boolean | undefined;
  /** When the page was first seen not to look like this any more. */
  changedAt?: number | undefined;
  /** When the page last changed before this, as far as it was watched for an action that had begun. */
  readonly precedingChangeAt?: number | undefined;
}

/** The picture for an action, and whether it shows the state before it. */
export interface Pick {
  readonly shot: Shot;
  readonly state: 'before' | 'after';
}

export interface CameraPorts {
  /** Takes the picture; undefined when the tab cannot be seen or did not answer. */
  readonly take: (tabId: number) => Promise<Shot | undefined>;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface Moment {
  readonly tabId: number;
  readonly frameId: number;
  /** Which document the frame showed; another one is no picture for it, neither before nor after. */
  readonly documentId?: string | undefined;
  readonly at: number;
  readonly view?: View | undefined;
}

export interface Camera {
  /** Makes sure that there is a picture of the tab as it looks now. */
  look(tabId: number): Promise<void>;
  changed(shotId: string, at: number): void;
  /** The best picture of the state before `moment.at`; takes one when it must. */
  before(moment: Moment): Promise<Pick | undefined>;
  /** A picture of the tab as it looks now: where a navigation has led. */
  now(tabId: number): Promise<Pick | undefined>;
  /** Once those pictures are taken that are asked for now. */
  idle(): Promise<void>;
  /** The tab shows another page, or is gone. */
  forget(tabId: number): void;
  /** What has to be covered is another thing than before. */
  forgetAll(): void;
}

/** Chromium allows two pictures a second; this spacing was never refused. */
const spacing = 510;
const kept = 4;
const freshFor = 10_000;
/** A change this shortly before an action is taken for its beginning (a press that re-renders the page). */
const sameBreath = 1_000;

/** One queue for all tabs, since the quota is the browser's. */
export function createCamera({ take, now, wait }: CameraPorts): Camera {
  const shots = new Map<number, Shot[]>();
  const pending = new Map<number, Promise<Shot | undefined>>();
  const underWay = new Map<number, Promise<Shot | undefined>>();
  const lastMoment = new Map<number, number>();
  let queue: Promise<unknown> = Promise.resolve();
  let lastTaken = 0;
  /** How often all was forgotten. */
  let forgotten = 0;

  const of = (tabId: number) => shots.get(tabId) ?? [];

  /** What was covered by what held before is no picture any more. */
  const takeByNow = async (tabId: number): Promise<Shot | undefined> => {
    const before = forgotten;
    const shot = await take(tabId).catch(() => undefined);
    return before === forgotten ? shot : undefined;
  };
  const shoot = (tabId: number): Promise<Shot | undefined> => {
    const inQueue = pending.get(tabId);
    if (inQueue) return inQueue;
    const result = queue.then(async () => {
      const pause = lastTaken + spacing - now();
      if (pause > 0) await wait(pause);
      pending.delete(tabId);
      lastTaken = now();
      // The frames watch for changes of the picture that is taken now, and tell no more of those before it.
      for (const older of of(tabId)) older.changedAt ??= lastTaken;
      const taking = takeByNow(tabId);
      underWay.set(tabId, taking);
      const shot = await taking;
      underWay.delete(tabId);
      if (shot) shots.set(tabId, [shot, ...of(tabId)].slice(0, kept));
      return shot;
    });
    pending.set(tabId, result);
    queue = result;
    return result;
  };

  const cleanAt = (shot: Shot, at: number) =>
    shot.changedAt === undefined || shot.changedAt >= Math.max(at, shot.endedAt);
  /** Taken once the page had already begun to answer the action. */
  const isLate = ({ precedingChangeAt = 0 }: Shot, at: number) => precedingChangeAt >= at;
  const isFresh = (shot: Shot | undefined) =>
    shot !== undefined && shot.changedAt === undefined && now() - shot.endedAt < freshFor;

  /** Not from before `since`: what the person did then has mostly changed the page. */
  const stale = (moment: Moment, since: number): Shot | undefined =>
    of(moment.tabId).find(
      (shot) =>
        shot.endedAt <= moment.at &&
        shot.endedAt >= since &&
        (shot.changedAt ?? moment.at) >= moment.at - sameBreath &&
        showsView(shot, moment),
    );

  return {
    async look(tabId) {
      if (!isFresh(of(tabId)[0])) await shoot(tabId);
    },
    changed(shotId, at) {
      for (const list of shots.values()) {
        for (const shot of list) {
          // What changed after this picture had changed when the older ones were compared with it, too.
          if (shot.id === shotId) shot.changedAt = Math.min(shot.changedAt ?? at, at);
        }
      }
    },
    async before(moment) {
      const { tabId, at } = moment;
      const isOfNow = (shot: Shot) => cleanAt(shot, at) && showsView(shot, moment);
      const ready = of(tabId).find((shot) => shot.endedAt <= at && isOfNow(shot));
      if (ready && at - ready.endedAt < freshFor) {
        lastMoment.set(tabId, at);
        return { shot: ready, state: 'before' };
      }
      // Looked for now, because a navigation that comes of the action makes the camera forget.
      const older = stale(moment, lastMoment.get(tabId) ?? 0);
      const page = pageOf(of(tabId)[0]);
      // The frame of the action may go with it, as that of a question that was answered.
      const isOnSamePage = (shot: Shot) =>
        frameOf(shot, moment) === undefined && page !== undefined && pageOf(shot) === page;
      lastMoment.set(tabId, at);
      const before = forgotten;
      const begun = await underWay.get(tabId);
      if (begun && isOfNow(begun) && !isLate(begun, at)) return { shot: begun, state: 'before' };
      const taken = (await shoot(tabId)) ?? (before === forgotten ? undefined : await shoot(tabId));
      const ofThis = taken && (showsDocument(taken, moment) || isOnSamePage(taken)) ? taken : undefined;
      if (ofThis && cleanAt(ofThis, at) && !isLate(ofThis, at)) return { shot: ofThis, state: 'before' };
      if (older && before === forgotten) return { shot: older, state: 'before' };
      return ofThis && { shot: ofThis, state: 'after' };
    },
    async now(tabId) {
      const newest = of(tabId)[0];
      const shot = isFresh(newest) ? newest : await shoot(tabId);
      return shot && { shot, state: 'after' };
    },
    async idle() {
      // What was asked for meanwhile, and no more: a page may ask for pictures all the time.
      await queue;
      await queue;
    },
    forget(tabId) {
      shots.delete(tabId);
      lastMoment.delete(tabId);
    },
    forgetAll() {
      forgotten += 1;
      shots.clear();
    },
  };
}

const frameOf = (shot: Shot, { frameId }: Moment) => shot.frames.find((frame) => frame.frameId === frameId);

/** Which document the tab showed. */
const pageOf = (shot: Shot | undefined) => shot?.frames.find(({ frameId }) => frameId === 0)?.documentId;

const showsDocument = (shot: Shot, moment: Moment): boolean =>
  frameOf(shot, moment)?.documentId === moment.documentId;

/** Scrolled and sized as the page was when the action began. */
const showsView = (shot: Shot, moment: Moment): boolean =>
  showsDocument(shot, moment) && sameView(frameOf(shot, moment)?.survey?.view, moment.view);

function sameView(a: View | undefined, b: View | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.width === b.width &&
    a.height === b.height &&
    a.scrollX === b.scrollX &&
    a.scrollY === b.scrollY
  );
}
