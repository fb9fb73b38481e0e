import type { RecordingStatus } from '../../../contracts/capture/recording.ts';
import type { LiveRecording } from '../../../contracts/compose/step.ts';

/** What composing needs to know of a recording; the capture context keeps it. */
export interface ComposedRecording {
  readonly recordingId: string;
  readonly tenantId: string;
  readonly guideId: string;
  readonly createdBy: string;
  readonly status: RecordingStatus;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The recording's key as KMS gave it, bound to tenant and recording. */
  readonly keyCiphertext: Uint8Array;
  /** Known once finalized. */
  readonly lastSequence?: number;
  readonly title?: string;
  readonly failure?: LiveRecording['failure'];
}

export interface Recordings {
  /** Reads what was last written. */
  find(recordingId: string): Promise<ComposedRecording | undefined>;
  /**
   * False, and no change, for one that was not finalized or was discarded. What was published is not blocked any more,
   * whichever news comes first.
   */
  markDone(recordingId: string, tenantId: string, status: 'published' | 'blocked'): Promise<boolean>;
}
