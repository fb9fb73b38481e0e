import type { LiveLog } from './live-log.ts';

/** Batches up to the last one are still on their way; the workflow looks again in a moment. */
export class RecordingNotDrained extends Error {
  override readonly name = 'RecordingNotDrained';
}

/** Throws `RecordingNotDrained` until every batch up to `lastSequence` has been composed. */
export async function awaitDrain(
  live: Pick<LiveLog, 'progress'>,
  { recordingId, lastSequence }: { readonly recordingId: string; readonly lastSequence: number },
): Promise<{ composedSequence: number }> {
  const composedSequence = (await live.progress(recordingId))?.composedSequence ?? 0;
  if (composedSequence < lastSequence)
    throw new RecordingNotDrained(`composed ${composedSequence} of ${lastSequence} batches`);
  return { composedSequence };
}
