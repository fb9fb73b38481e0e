import type { Action } from '../../lib/contracts/capture/action.ts';
import type { Batch } from '../../lib/contracts/capture/batch.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import { gzip, seal } from './seal.ts';
import {
  ofRecording,
  type Store,
  type StoredAction,
  type StoredBatch,
  type StoredRecording,
} from './store.ts';

/** Characters of JSON that are sure to fit a batch: base64 pictures shrink by a quarter in gzip, text by far more. */
const jsonBudget = Math.floor(recordingLimits.batchBytes * 0.95);

/** How many of the leading actions go into one batch: settled ones only, so that order is kept. */
export function batchSize(actions: readonly StoredAction[]): number {
  let characters = 0;
  let size = 0;
  for (const { action, settled } of actions) {
    characters += JSON.stringify(action).length;
    const full = size >= recordingLimits.actionsPerBatch || (size > 0 && characters > jsonBudget);
    if (!settled || full) break;
    size += 1;
  }
  return size;
}

/**
 * Gives the next settled actions a sequence number, in one transaction. A batch keeps its number and its
 * actions from then on, whatever happens before it is sealed or sent.
 */
export async function reserveBatch(store: Store, recordingId: string): Promise<StoredBatch | undefined> {
  const transaction = store.transaction(['recordings', 'actions', 'batches'], 'readwrite');
  const recording = await transaction.objectStore('recordings').get(recordingId);
  if (!recording) return undefined;
  const first = recording.nextUnbatched;
  const waiting = await transaction
    .objectStore('actions')
    .getAll(
      IDBKeyRange.bound([recordingId, first], [recordingId, Number.MAX_SAFE_INTEGER]),
      recordingLimits.actionsPerBatch + 1,
    );
  const size = batchSize(waiting);
  if (size === 0) return undefined;
  const batch: StoredBatch = {
    recordingId,
    sequence: recording.nextSequence,
    first,
    last: first + size - 1,
  };
  recording.nextSequence += 1;
  recording.nextUnbatched += size;
  await Promise.all([
    transaction.objectStore('batches').add(batch),
    transaction.objectStore('recordings').put(recording),
  ]);
  await transaction.done;
  return batch;
}

/** JSON → gzip → AES-GCM → frame, written back, so that a repeated sending is the same bytes. */
export async function sealBatch(
  store: Store,
  recording: StoredRecording,
  batch: StoredBatch,
): Promise<Uint8Array<ArrayBuffer>> {
  if (batch.frame) return batch.frame;
  const { recordingId, sequence, first, last } = batch;
  const range = IDBKeyRange.bound([recordingId, first], [recordingId, last]);
  const actions = (await store.getAll('actions', range)).map(({ action }) => action);
  const subject = String(sequence);
  let frame = await seal('batch', recording, subject, await gzip(batchJson(recordingId, sequence, actions)));
  if (frame.length > recordingLimits.batchBytes) {
    const bare = actions.map(({ thumbnail: _preview, ...action }) => action);
    frame = await seal('batch', recording, subject, await gzip(batchJson(recordingId, sequence, bare)));
  }
  await store.put('batches', { ...batch, frame });
  return frame;
}

function batchJson(recordingId: string, sequence: number, actions: Action[]): string {
  const batch: Batch = { version: 1, recordingId, sequence, actions };
  return JSON.stringify(batch);
}

export const unsentBatches = (store: Store, recordingId: string): Promise<StoredBatch[]> =>
  store.getAll('batches', ofRecording(recordingId));

/** The server has it: nothing of it need be kept but the count. */
export async function confirmBatch(store: Store, batch: StoredBatch): Promise<void> {
  const transaction = store.transaction(['recordings', 'batches'], 'readwrite');
  await transaction.objectStore('batches').delete([batch.recordingId, batch.sequence]);
  const recording = await transaction.objectStore('recordings').get(batch.recordingId);
  if (recording) {
    recording.sentActions += batch.last - batch.first + 1;
    await transaction.objectStore('recordings').put(recording);
  }
  await transaction.done;
}
