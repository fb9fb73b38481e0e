import type { FrameSurvey, WorkerMessage } from '../messages.ts';
import type { Shot } from './camera.ts';
import { collectMasks, haveChanged, type SurveyedFrame } from './frames.ts';

/** Milliseconds that a frame has to say where its fields are; a busy one is then covered. */
const patience = 250;

/** Asks every frame, takes the picture, asks again. Undefined when the tab is not in front or is not a page. */
export async function takeShot(tabId: number): Promise<Shot | undefined> {
  const tab = await chrome.tabs.get(tabId);
  if (!tab.active || !tab.url?.startsWith('http')) return undefined;
  const id = newShotId();
  const before = await surveyTab(tabId, id, 'before');
  if (!before.some(({ frameId, survey }) => frameId === 0 && survey)) return undefined;
  const startedAt = Date.now();
  const png = await chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
  const endedAt = Date.now();
  const [after, still] = await Promise.all([surveyTab(tabId, id, 'after'), chrome.tabs.get(tabId)]);
  if (!still.active || still.url !== tab.url) return undefined;
  const changed = haveChanged(before, after);
  const masks = [...collectMasks(before), ...(changed ? collectMasks(after) : [])].slice(0, 500);
  const preceding = Math.max(0, ...before.map(({ survey }) => survey?.changedAt ?? 0));
  return {
    id,
    tabId,
    startedAt,
    endedAt,
    png,
    frames: before,
    masks,
    ...(changed ? { changedAt: startedAt } : {}),
    ...(preceding > 0 ? { precedingChangeAt: preceding } : {}),
  };
}

async function surveyTab(tabId: number, shot: string, phase: 'before' | 'after'): Promise<SurveyedFrame[]> {
  const frames = (await chrome.webNavigation.getAllFrames({ tabId })) ?? [];
  const message: WorkerMessage = { type: 'survey', shot, phase };
  return Promise.all(
    frames.map(async ({ frameId, parentFrameId }) => {
      const answer = chrome.tabs.sendMessage<WorkerMessage, FrameSurvey>(tabId, message, { frameId });
      const survey = await Promise.race([answer, timeOut(patience)]).catch(() => undefined);
      return { frameId, parentFrameId, survey };
    }),
  );
}

const timeOut = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

function newShotId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return `sht_${Array.from(bytes, (byte) => (byte % 32).toString(32)).join('')}`;
}
