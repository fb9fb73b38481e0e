import type { Action } from '../../../contracts/capture/action.ts';
import { recordingLimits } from '../../../contracts/capture/limits.ts';
import type { ReadableEntry } from './apply-entries.ts';
import type { Arrival } from './compose-recording.ts';
import { inParallel } from './in-parallel.ts';
import type { LiveProgress, LogEntry } from './live-log.ts';
import type { AuthenticBatch, OpenedBatch, QuarantineReason } from './opened-batch.ts';
import type { ComposePorts } from './ports.ts';
import { admissible } from './rate-limit.ts';
import type { ComposedRecording } from './recordings.ts';

export interface Logged {
  /** Sequences of these arrivals that stand in the log now, whoever put them there. */
  readonly sequences: number;
  /** How many of them were new. */
  readonly appended: number;
  /** Those that need not be read from the log again; not all, so that memory stays bounded. */
  readonly atHand: ReadonlyMap<number, ReadableEntry>;
}

/** An arrival that will stand in the log, as a frame or as refused. */
interface Candidate {
  readonly arrival: Arrival;
  readonly entry: LogEntry;
  readonly actions: readonly Action[];
}

const appendsAtOnce = 16;
/** Of inflated JSON, which takes about three times as much once parsed. */
const bytesAtHand = 16 * 1024 * 1024;

/** Breaks the seals and puts every batch into the log under its sequence, or into the quarantine, or both. */
export async function logArrivals(
  ports: ComposePorts,
  recording: ComposedRecording,
  progress: LiveProgress,
  arrivals: readonly Arrival[],
): Promise<Logged> {
  const quarantine = (arrival: Arrival, reason: QuarantineReason, sequence?: number) => {
    const { recordingId } = recording;
    ports.report.warn('BATCH_QUARANTINED', { recordingId, reason, sequence });
    return ports.quarantine.put(arrival.delivery.data, {
      reason,
      recordingId,
      ...(sequence === undefined ? {} : { sequence }),
    });
  };

  const candidates = new Map<number, Candidate>();
  let room = bytesAtHand;
  let admitted = admissible(progress.busyUntil, ports.now());
  for (const arrival of arrivals) {
    const opened = await open(ports, recording, progress, arrival);
    if (!opened.ok && !opened.authentic) {
      await quarantine(arrival, opened.reason);
      continue;
    }
    const candidate = toCandidate(arrival, opened, progress, admitted-- > 0, room);
    const { sequence, digest } = candidate.entry;
    const twin = candidates.get(sequence);
    if (!twin) {
      candidates.set(sequence, candidate);
      if (opened.ok) room -= opened.bytes;
    } else if (twin.entry.digest !== digest) await quarantine(arrival, 'sequence-reused', sequence);
  }

  const atHand = new Map<number, ReadableEntry>();
  let sequences = 0;
  let appended = 0;
  await inParallel(candidates.values(), appendsAtOnce, async ({ arrival, entry, actions }) => {
    const { sequence } = entry;
    const standing = await ports.live.append(recording.recordingId, entry);
    if (standing && standing.digest !== entry.digest) {
      await quarantine(arrival, 'sequence-reused', sequence);
      return;
    }
    sequences++;
    if (!standing) appended++;
    const final = standing ?? entry;
    if ('refused' in final) {
      await quarantine(arrival, final.refused, sequence);
      atHand.set(sequence, { sequence, refused: final.refused });
    } else if (actions.length > 0) atHand.set(sequence, { sequence, actions });
  });
  return { sequences, appended, atHand };
}

async function open(
  ports: ComposePorts,
  recording: ComposedRecording,
  progress: LiveProgress,
  { sealed }: Arrival,
): Promise<OpenedBatch> {
  if (sealed.tenantId !== recording.tenantId) return { ok: false, authentic: false, reason: 'wrong-tenant' };
  const opened = await ports.opener.open(recording, sealed);
  if (!opened.ok && !opened.authentic) return opened;
  if (recording.status === 'published' && opened.sequence > progress.composedSequence)
    return { ok: false, authentic: false, reason: 'recording-closed' };
  return opened.sequence > lastAcceptable(recording, progress)
    ? { ok: false, authentic: false, reason: 'sequence-out-of-range' }
    : opened;
}

/** Every batch holds an action: further ahead than a recording may have actions there can be none of them. */
function lastAcceptable(recording: ComposedRecording, progress: LiveProgress): number {
  return Math.min(
    recording.lastSequence ?? recordingLimits.sequenceMaximum,
    recordingLimits.sequenceMaximum,
    progress.composedSequence + recordingLimits.actionsPerRecording,
  );
}

function toCandidate(
  arrival: Arrival,
  opened: AuthenticBatch,
  progress: LiveProgress,
  admitted: boolean,
  room: number,
): Candidate {
  const { sequence, digest } = opened;
  const refused = opened.ok ? overLimit(progress, admitted) : opened.reason;
  return {
    arrival,
    entry: refused ? { sequence, digest, refused } : { sequence, digest, frame: arrival.delivery.data },
    actions: opened.ok && opened.bytes <= room ? opened.actions : [],
  };
}

function overLimit(progress: LiveProgress, admitted: boolean): QuarantineReason | undefined {
  if (progress.state.limitReached === 'actions') return 'action-limit';
  return admitted ? undefined : 'rate-limited';
}
