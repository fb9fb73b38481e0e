import type { FrameSurvey, WorkerMessage } from '../messages.ts';
import { addressesIn } from '../worker/frame-address.ts';
import type { Shot } from './camera.ts';
import { collectKinds, collectMasks, haveChanged, type SurveyedFrame } from './frames.ts';
import { joinMasks } from './join-masks.ts';

/** Milliseconds that a frame has to say where its fields are; a busy one is then covered. */
const patience = 250;
/** Of the contract. */
const mostMasks = 500;

/** Whether the page at that address may be recorded. */
export type MayRecord = (address: string | undefined) => boolean;

/** Asks every frame, takes the picture, asks again. Undefined when the tab is not in front or is no page to record. */
export async function takeShot(tabId: number, mayRecord: MayRecord): Promise<Shot | undefined> {
  const tab = await chrome.tabs.get(tabId);
  if (!tab.active || !tab.url?.startsWith('http') || !mayRecord(tab.url)) return undefined;
  const id = newShotId();
  const before = await surveyTab(tabId, id, 'before', mayRecord);
  if (!hasAnswered(before)) return undefined;
  const startedAt = Date.now();
  const png = await chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
  const endedAt = Date.now();
  const [after, still] = await Promise.all([
    surveyTab(tabId, id, 'after', mayRecord),
    chrome.tabs.get(tabId),
  ]);
  if (!still.active || still.url !== tab.url) return undefined;
  // Whatever the page did meanwhile, only it can say where things stand now.
  if (!hasAnswered(after)) return undefined;
  const changed = haveChanged(before, after);
  const told = changed ? [before, after] : [before];
  const masks = joinMasks(told.flatMap(collectMasks), mostMasks);
  const preceding = Math.max(0, ...before.map(({ survey }) => survey?.changedAt ?? 0));
  return {
    id,
    tabId,
    startedAt,
    endedAt,
    png,
    frames: before,
    masks,
    kinds: [...new Set(told.flatMap(collectKinds))],
    unjudged: told.flat().some(({ survey }) => survey?.unjudged),
    ...(changed ? { changedAt: startedAt } : {}),
    ...(preceding > 0 ? { precedingChangeAt: preceding } : {}),
  };
}

const hasAnswered = (frames: readonly SurveyedFrame[]): boolean =>
  frames.some(({ frameId, survey }) => frameId === 0 && survey);

async function surveyTab(
  tabId: number,
  shot: string,
  phase: 'before' | 'after',
  mayRecord: MayRecord,
): Promise<SurveyedFrame[]> {
  const frames = (await chrome.webNavigation.getAllFrames({ tabId })) ?? [];
  const message: WorkerMessage = { type: 'survey', shot, phase };
  return Promise.all(
    frames.map(async ({ frameId, parentFrameId, documentId }) => {
      // Its parent has it covered whole, or is covered itself.
      if (!addressesIn(frames, frameId).every(mayRecord)) return { frameId, parentFrameId, documentId };
      const answer = chrome.tabs.sendMessage<WorkerMessage, FrameSurvey>(tabId, message, { documentId });
      const survey = await Promise.race([answer, timeOut(patience)]).catch(() => undefined);
      return { frameId, parentFrameId, documentId, survey };
    }),
  );
}

const timeOut = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

function newShotId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return `sht_${Array.from(bytes, (byte) => (byte % 32).toString(32)).join('')}`;
}
