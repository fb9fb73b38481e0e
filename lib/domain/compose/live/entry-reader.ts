import { decodeSealed } from '../../../contracts/capture/batch.ts';
import type { ReadableEntry } from './apply-entries.ts';
import type { LiveLog, LogEntry } from './live-log.ts';
import type { BatchOpener } from './opened-batch.ts';
import type { ComposedRecording } from './recordings.ts';

/** Entries composed between two movements of the progress, so that a backlog neither fills memory nor gets lost. */
const entriesAtOnce = 32;

/** Reads on in the log, sparing what is at hand. */
export function entryReader(
  ports: { readonly live: Pick<LiveLog, 'entry'>; readonly opener: BatchOpener },
  recording: ComposedRecording,
  atHand: ReadonlyMap<number, ReadableEntry>,
) {
  return {
    /** The consecutive entries that follow `sequence`. */
    async after(sequence: number): Promise<ReadableEntry[]> {
      const entries: ReadableEntry[] = [];
      for (let next = sequence + 1; entries.length < entriesAtOnce; next++) {
        const entry = atHand.get(next) ?? (await fromLog(next));
        if (!entry) break;
        entries.push(entry);
      }
      return entries;
    },
  };

  async function fromLog(sequence: number): Promise<ReadableEntry | undefined> {
    const entry = await ports.live.entry(recording.recordingId, sequence);
    return entry && readEntry(ports.opener, recording, entry);
  }
}

/** Breaks the seal of an entry of the log. */
export async function readEntry(
  opener: BatchOpener,
  recording: ComposedRecording,
  entry: LogEntry,
): Promise<ReadableEntry> {
  const { sequence } = entry;
  if ('refused' in entry) return { sequence, refused: entry.refused };
  const decoded = decodeSealed(entry.frame);
  if (!decoded.ok) return { sequence, refused: 'foreign-format' };
  const opened = await opener.open(recording, decoded.sealed);
  return opened.ok ? { sequence, actions: opened.actions } : { sequence, refused: opened.reason };
}
