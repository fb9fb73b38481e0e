import { decodeSealed, type Sealed } from '../../../contracts/capture/batch.ts';
import { recordingLimits } from '../../../contracts/capture/limits.ts';
import { type Arrival, composeRecording } from './compose-recording.ts';
import { inParallel } from './in-parallel.ts';
import type { QuarantineReason } from './opened-batch.ts';
import type { ComposePorts, Delivery } from './ports.ts';

const recordingsAtOnce = 8;

/**
 * Takes what the stream or the queue delivered and composes it, recording by recording. Gives the ids of the
 * deliveries to be delivered again: those of recordings that met a fault. Whatever can never be composed goes to
 * the quarantine and is done with.
 */
export async function composeDeliveries(
  ports: ComposePorts,
  deliveries: readonly Delivery[],
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  const attempt = async (part: readonly { delivery: Delivery }[], work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      ports.report.error('COMPOSE_FAILED', error, { deliveries: part.length });
      for (const { delivery } of part) failed.add(delivery.id);
    }
  };
  const { byRecording, foreign } = sort(deliveries);
  await inParallel(foreign, recordingsAtOnce, (one) =>
    attempt([one], async () => {
      ports.report.warn('BATCH_QUARANTINED', { reason: one.reason });
      await ports.quarantine.put(one.delivery.data, { reason: one.reason });
    }),
  );
  await inParallel(byRecording, recordingsAtOnce, ([recordingId, arrivals]) =>
    attempt(arrivals, () => composeRecording(ports, recordingId, arrivals)),
  );
  return failed;
}

/** By recording, in order of arrival; apart from them what does not even have the form of a batch. */
function sort(deliveries: readonly Delivery[]) {
  const byRecording = new Map<string, Arrival[]>();
  const foreign: { delivery: Delivery; reason: QuarantineReason }[] = [];
  for (const delivery of deliveries) {
    const read = readFrame(delivery);
    if (!read.ok) {
      foreign.push({ delivery, reason: read.reason });
      continue;
    }
    const arrivals = byRecording.get(read.sealed.recordingId);
    if (arrivals) arrivals.push({ delivery, sealed: read.sealed });
    else byRecording.set(read.sealed.recordingId, [{ delivery, sealed: read.sealed }]);
  }
  return { byRecording, foreign };
}

function readFrame({
  data,
  key,
}: Delivery): { ok: true; sealed: Sealed } | { ok: false; reason: QuarantineReason } {
  if (data.length > recordingLimits.batchBytes) return { ok: false, reason: 'oversized' };
  const decoded = decodeSealed(data);
  if (!decoded.ok) return { ok: false, reason: 'foreign-format' };
  if (key !== undefined && key !== decoded.sealed.recordingId)
    return { ok: false, reason: 'recording-mismatch' };
  return { ok: true, sealed: decoded.sealed };
}
