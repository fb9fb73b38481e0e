import type { LiveProgress } from './live-log.ts';
import type { ComposedRecording } from './recordings.ts';
import type { Learned, RedactingOpener } from './redacting-opener.ts';

/** Seals under the recording's key, as its batches are. */
export interface KnownSeal {
  seal(recording: ComposedRecording, learned: Learned): Promise<Uint8Array>;
  /** Nothing where it was not sealed for this recording. */
  open(recording: ComposedRecording, sealed: Uint8Array): Promise<Learned | undefined>;
}

export interface CarryPorts {
  readonly opener: Pick<RedactingOpener, 'recall' | 'learned'>;
  readonly knownSeal: KnownSeal;
}

/** Of the progress, whose item has room for little more. */
const mostLength = 8_192;

/** Takes up what earlier runs learned, so that previews hide names that were typed before this run began. */
export async function takeUpKnown(
  { opener, knownSeal }: CarryPorts,
  recording: ComposedRecording,
  { known }: Pick<LiveProgress, 'known'>,
): Promise<void> {
  const learned = known && (await knownSeal.open(recording, known));
  if (learned) await opener.recall(recording, learned);
}

/** For the next run: what is known by now, or as it was where nothing came to be known; the oldest goes first. */
export async function passOnKnown(
  { opener, knownSeal }: CarryPorts,
  recording: ComposedRecording,
  before: Pick<LiveProgress, 'known'>,
): Promise<Pick<LiveProgress, 'known'>> {
  const learned = await opener.learned(recording);
  if (!learned) return before.known ? { known: before.known } : {};
  let room = mostLength;
  const kept = learned.values.toReversed().filter(({ value }) => {
    room -= value.length;
    return room >= 0;
  });
  return { known: await knownSeal.seal(recording, { ...learned, values: kept.toReversed() }) };
}
