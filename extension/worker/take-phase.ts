import { endPhases, type Phase } from '../messages.ts';
import type { StoredRecording } from '../transport/store.ts';

/** Phases that the sender enters by itself; every other is the person's doing. */
const ofSender: readonly Phase[] = ['finalizing', ...endPhases];

/**
 * Brings the recording in memory to the phase that the sender has stored. By the time that was read the person may
 * have begun another recording, which must not end with the one before: its actions would be passed over.
 */
export function takePhase(current: StoredRecording | undefined, stored: StoredRecording | undefined): void {
  if (!current || !stored || current.recordingId !== stored.recordingId) return;
  if (ofSender.includes(stored.phase)) current.phase = stored.phase;
}
