import { endPhases, type Phase } from '../messages.ts';
import type { StoredRecording } from '../transport/store.ts';

/** Phases that the sender enters by itself; every other is the person's doing. */
const ofSender: readonly Phase[] = ['finalizing', ...endPhases];

/**
 * Brings the recording in memory to the phase that the sender has stored. By the time that was read the person may
 * have begun another recording, which must not end with the one before: its actions would be passed over.
 * Tells whether it came to another phase by that; in none of these is anything given any more.
 */
export function takePhase(
  current: StoredRecording | undefined,
  stored: StoredRecording | undefined,
): boolean {
  if (!current || !stored || current.recordingId !== stored.recordingId) return false;
  if (current.phase === stored.phase || !ofSender.includes(stored.phase)) return false;
  current.phase = stored.phase;
  return true;
}
