import type { AuditEvent } from '../../contracts/audit/entry.ts';
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

/**
 * What the guide workflow has to do with a recording. News of an execution may come in any order, so that each names
 * how often the execution had been redriven when it was true: what is older than what the recording shows is dropped.
 */
export interface Recordings {
  find(recordingId: string): Promise<FailedRecording | undefined>;
  /** Only of this tenant's recording; false for one that was published, discarded, or redriven since. */
  markFailed(
    tenantId: string,
    recordingId: string,
    failure: WorkflowFailure,
    redrives: number,
  ): Promise<boolean>;
  /**
   * Changes nothing that is shown once it is known how this redrive, or a later one, ended. The event is kept either
   * way, once for each redrive.
   */
  markFinalizing(tenantId: string, recordingId: string, redrives: number, event: AuditEvent): Promise<void>;
}
