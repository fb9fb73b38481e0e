import type { Sealed } from '../../../contracts/capture/batch.ts';
import { applyEntries, initialProgress } from './apply-entries.ts';
import { passOnKnown, takeUpKnown } from './carry-known.ts';
import { entryReader } from './entry-reader.ts';
import { inParallel } from './in-parallel.ts';
import { type Logged, logArrivals } from './log-arrivals.ts';
import type { ComposePorts, Delivery } from './ports.ts';
import { pushSteps } from './push-preview.ts';
import { busyAfter } from './rate-limit.ts';
import type { ComposedRecording } from './recordings.ts';
import { storeSteps } from './store-steps.ts';

/** A delivery whose frame could be read. */
export interface Arrival {
  readonly delivery: Delivery;
  readonly sealed: Sealed;
}

/** Each round lost means that another consumer moved the same recording on. */
const lostRounds = 12;

/**
 * Logs the arrived batches, then composes whatever has become consecutive. It may be killed anywhere and may run
 * several times at once: entries of the log are written once, steps only grow newer, and progress is moved only by
 * whoever saw what it replaces. Progress and log are read after the own entries stand in the log, so that of two
 * consumers at least one sees all of them.
 */
export async function composeRecording(
  ports: ComposePorts,
  recordingId: string,
  arrivals: readonly Arrival[],
): Promise<void> {
  const [recording, progress] = await Promise.all([
    ports.recordings.find(recordingId),
    ports.live.progress(recordingId),
  ]);
  if (!recording) return keepUnknown(ports, arrivals);
  if (recording.status === 'discarded') {
    ports.report.info('BATCH_DROPPED', { recordingId, batches: arrivals.length });
    return;
  }
  // Before a seal is broken: what was typed into an earlier batch is hidden in these.
  await takeUpKnown(ports, recording, progress ?? initialProgress);
  const [watchers, logged] = await Promise.all([
    ports.connections.list(recordingId),
    logArrivals(ports, recording, progress ?? initialProgress, arrivals),
  ]);
  if (logged.sequences > 0) await compose(ports, recording, logged, watchers);
}

async function compose(
  ports: ComposePorts,
  recording: ComposedRecording,
  logged: Logged,
  watchers: readonly string[],
): Promise<void> {
  const { recordingId } = recording;
  const entries = entryReader(ports, recording, logged.atHand);
  let { appended } = logged;
  let lost = 0;
  while (lost < lostRounds) {
    const before = (await ports.live.progress(recordingId)) ?? initialProgress;
    // Whoever moved the recording on meanwhile may have learned more.
    if (lost > 0) await takeUpKnown(ports, recording, before);
    const next = await entries.after(before.composedSequence);
    if (next.length === 0) return;
    const { progress, steps, notes } = applyEntries(before, next);
    const stored = await storeSteps(ports.live, recordingId, steps, notes);
    const busyUntil = busyAfter(before.busyUntil, ports.now(), appended);
    const known = await passOnKnown(ports, recording, before);
    const after = { ...progress, ...known, busyUntil };
    if (await ports.live.advance(recordingId, before.composedSequence, after)) {
      appended = 0;
      await pushSteps(ports, recordingId, watchers, progress.composedSequence, stored);
    } else lost++;
  }
  throw new Error(`other consumers moved the recording ${lostRounds} times meanwhile`);
}

async function keepUnknown(ports: ComposePorts, arrivals: readonly Arrival[]): Promise<void> {
  await inParallel(arrivals, 8, async ({ delivery }) => {
    ports.report.warn('BATCH_QUARANTINED', { reason: 'unknown-recording' });
    await ports.quarantine.put(delivery.data, { reason: 'unknown-recording' });
  });
}
