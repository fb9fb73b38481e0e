import type { Action } from '../../lib/contracts/capture/action.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import type { Acknowledgement, Finding } from '../messages.ts';
import { ofRecording, type Store, type StoredAction, type StoredRecording } from './store.ts';

/** An action before it has its place in the recording. `tabId` is the browser's. */
export type Draft = Omit<Action, 'index' | 'tab'> & { readonly tabId: number };

/** What the person says about the recording; the composer does not count it against the limits either. */
const outsideLimit = new Set<Action['detail']['kind']>(['note', 'remove-step', 'pause', 'resume']);

const acceptsActions = (recording: StoredRecording, kind: Action['detail']['kind']) =>
  recording.phase === 'recording' || (recording.phase === 'paused' && outsideLimit.has(kind));

/**
 * Gives the action the next index and writes both in one transaction, so that an acknowledged action
 * survives whatever happens to the worker. The same message twice is one action.
 */
export async function appendAction(
  store: Store,
  recordingId: string,
  message: string,
  { tabId, ...draft }: Draft,
  settled: boolean,
  findings: readonly Finding[] = [],
): Promise<Acknowledgement> {
  const transaction = store.transaction(['recordings', 'actions'], 'readwrite', { durability: 'strict' });
  const actions = transaction.objectStore('actions');
  const [recording, known] = await Promise.all([
    transaction.objectStore('recordings').get(recordingId),
    actions.index('byMessage').get([recordingId, message]),
  ]);
  if (known) return { ok: true, index: known.index };
  if (!recording || !acceptsActions(recording, draft.detail.kind)) {
    return { ok: false, reason: 'not-recording' };
  }
  const watched = !outsideLimit.has(draft.detail.kind);
  if (recording.nextIndex >= recordingLimits.actionsPerRecording && watched)
    recording.limitReached = 'actions';
  if (recording.limitReached && watched) {
    await transaction.objectStore('recordings').put(recording);
    await transaction.done;
    return { ok: false, reason: 'limit' };
  }
  const index = recording.nextIndex++;
  if (!recording.tabs.includes(tabId)) recording.tabs.push(tabId);
  const action: Action = { ...draft, index, tab: recording.tabs.indexOf(tabId) + 1 };
  await Promise.all([
    transaction.objectStore('recordings').put(recording),
    actions.add({ recordingId, index, message, action, settled, findings }),
  ]);
  await transaction.done;
  return { ok: true, index };
}

/** What was found out about an action after it was acknowledged. */
export type Found = Partial<Pick<Action, 'screenshot' | 'thumbnail' | 'page' | 'detail'>> &
  Pick<StoredAction, 'findings'>;

/** Adds to an action what was found out after it was acknowledged: its picture, its page's title. */
export async function settleAction(
  store: Store,
  recordingId: string,
  index: number,
  { findings, ...found }: Found,
): Promise<void> {
  const transaction = store.transaction('actions', 'readwrite');
  const stored = await transaction.store.get([recordingId, index]);
  if (stored && !stored.settled) {
    const action = { ...stored.action, ...found };
    await transaction.store.put({ ...stored, action, settled: true, findings });
  }
  await transaction.done;
}

/** After a killed worker nobody will find out more: what was acknowledged goes as it is. */
export async function settleAll(store: Store, recordingId: string): Promise<void> {
  const transaction = store.transaction('actions', 'readwrite');
  for (const stored of await transaction.store.getAll(ofRecording(recordingId))) {
    if (!stored.settled) await transaction.store.put({ ...stored, settled: true });
  }
  await transaction.done;
}

export const readActions = (store: Store, recordingId: string, from = 0): Promise<StoredAction[]> =>
  store.getAll('actions', IDBKeyRange.bound([recordingId, from], [recordingId, Number.MAX_SAFE_INTEGER]));
