import { finalizeResponse } from '../../lib/contracts/capture/recording.ts';
import { liveRecording } from '../../lib/contracts/compose/step.ts';
import { endPhases, type UploadState } from '../messages.ts';
import { backOff } from './back-off.ts';
import { confirmBatch, reserveBatch, sealBatch, unsentBatches } from './batches.ts';
import { settleAll } from './log.ts';
import { isTransient, SignedOutError } from './refused.ts';
import { toBase64 } from './seal.ts';
import type { Server } from './server.ts';
import { changeRecording, currentRecording, type Store, type StoredRecording } from './store.ts';
import { uploadShots } from './uploads.ts';

/** Milliseconds between two batches while actions come in. */
const batchSpacing = 500;
const pollSpacing = 1_000;
/** After so many refusals of the front route the same batch goes in by the other. */
const failuresBeforeFallback = 2;

export interface Sender {
  /** Something may be ready to be sent. */
  nudge(): void;
  /** What stood in the way may be gone: do not wait for the back-off to end. */
  retry(): void;
  connection(): UploadState['connection'];
}

export interface SenderPorts {
  readonly store: Store;
  readonly server: Server;
  /** Something that the panel shows has changed. */
  readonly onChange: () => void;
}

/** Takes whatever waits on disk to the server, one thing after the other, for as long as it takes. */
export function createSender({ store, server, onChange }: SenderPorts): Sender {
  let connection: UploadState['connection'] = 'idle';
  /** Failed rounds in a row, and failed posts of a batch in a row. */
  let failures = 0;
  let refusals = 0;
  let uploading: Promise<void> | undefined;
  let running = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextBatchAt = 0;

  const show = (next: UploadState['connection']) => {
    if (connection === next) return;
    connection = next;
    onChange();
  };
  const later = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), delay);
  };

  const sendBatches = async (recording: StoredRecording): Promise<void> => {
    const { recordingId } = recording;
    for (;;) {
      const [waiting] = await unsentBatches(store, recordingId);
      const batch = waiting ?? (await reserveWhenDue(recordingId));
      if (!batch) return;
      show('sending');
      const data = toBase64(await sealBatch(store, recording, batch));
      await post(recordingId, { data });
      await confirmBatch(store, batch);
      onChange();
    }
  };

  const post = async (recordingId: string, body: { data: string }): Promise<void> => {
    const front = `/v1/recordings/${recordingId}/batches`;
    try {
      await server.call('POST', refusals < failuresBeforeFallback ? front : `${front}/fallback`, body);
      refusals = 0;
    } catch (error) {
      // Every third post tries the front route again, which is the quicker one.
      if (isTransient(error)) refusals = refusals > failuresBeforeFallback ? 0 : refusals + 1;
      throw error;
    }
  };

  /** Beside the batches: a large picture must not hold up the steps. */
  const sendShots = (recordingId: string): Promise<void> => {
    uploading ??= uploadShots(store, server, recordingId, onChange).finally(() => {
      uploading = undefined;
    });
    return uploading;
  };

  const reserveWhenDue = async (recordingId: string) => {
    const wait = nextBatchAt - Date.now();
    if (wait > 0) {
      again = true;
      return undefined;
    }
    const batch = await reserveBatch(store, recordingId);
    if (batch) nextBatchAt = Date.now() + batchSpacing;
    return batch;
  };

  const finish = async (recording: StoredRecording): Promise<void> => {
    const { recordingId, title } = recording;
    await settleAll(store, recordingId);
    nextBatchAt = 0;
    await sendBatches(recording);
    await sendShots(recordingId);
    const sealed = await store.get('recordings', recordingId);
    if (!sealed || sealed.nextUnbatched < sealed.nextIndex) return nudge();
    const body = { lastSequence: sealed.nextSequence - 1, ...(title ? { title } : {}) };
    finalizeResponse.parse(await server.call('POST', `/v1/recordings/${recordingId}/finalize`, body));
    await changeRecording(store, recordingId, (changed) => {
      changed.phase = 'finalizing';
    });
    onChange();
    later(pollSpacing);
  };

  const poll = async ({ recordingId }: StoredRecording): Promise<void> => {
    const live = liveRecording.parse(await server.call('GET', `/v1/recordings/${recordingId}`));
    const { status } = live;
    if (status !== 'published' && status !== 'blocked' && status !== 'failed') return later(pollSpacing);
    await changeRecording(store, recordingId, (changed) => {
      changed.phase = status;
      changed.guideUrl = live.guideUrl;
      changed.problem = live.failure?.message;
    });
    onChange();
  };

  const round = async (): Promise<void> => {
    const recording = await currentRecording(store);
    if (!recording) return;
    if (recording.phase === 'finalizing') return poll(recording);
    if (endPhases.includes(recording.phase)) return;
    if (recording.phase === 'finishing') return finish(recording);
    await sendBatches(recording);
    if (!uploading) sendShots(recording.recordingId).catch(afterFailure);
  };

  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await round();
        if (again) await new Promise((resolve) => setTimeout(resolve, Math.max(0, nextBatchAt - Date.now())));
      } while (again);
      if (!uploading) failures = 0;
      show(uploading ? 'sending' : 'idle');
      void uploading?.then(
        () => show('idle'),
        () => undefined,
      );
    } catch (error) {
      await afterFailure(error);
    } finally {
      running = false;
    }
  };

  const afterFailure = async (error: unknown): Promise<void> => {
    if (isTransient(error)) {
      failures += 1;
      show('offline');
      later(backOff(failures));
      return;
    }
    show(error instanceof SignedOutError ? 'signed-out' : 'refused');
    const recording = await currentRecording(store);
    if (!recording || error instanceof SignedOutError) return;
    await changeRecording(store, recording.recordingId, (changed) => {
      changed.problem = error instanceof Error ? error.message : String(error);
    });
    onChange();
  };

  const nudge = (): void => {
    if (failures === 0) void run();
  };
  const retry = (): void => {
    failures = 0;
    clearTimeout(timer);
    void run();
  };
  return { nudge, retry, connection: () => connection };
}
