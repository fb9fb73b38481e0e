import type { RecordingStatus } from '../../contracts/capture/recording.ts';
import type { LiveRecording } from '../../contracts/compose/step.ts';

/** Where the guide workflow broke off, and whether trying again can help. */
export type WorkflowFailure = NonNullable<LiveRecording['failure']>;

export interface FailedRecording {
  readonly tenantId: string;
  readonly guideId: string;
  readonly status: RecordingStatus;
  readonly executionArn: string | undefined;
}

/** What the guide workflow has to do with a recording. */
export interface Recordings {
  find(recordingId: string): Promise<FailedRecording | undefined>;
  /** Only of this tenant's recording, and false for one that was published or discarded. */
  markFailed(tenantId: string, recordingId: string, failure: WorkflowFailure): Promise<boolean>;
  markFinalizing(tenantId: string, recordingId: string): Promise<void>;
}
