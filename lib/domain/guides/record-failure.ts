import * as z from 'zod/mini';
import { publishGuideInput } from '../../contracts/guides/draft.ts';
import { failureClass } from './failure-class.ts';
import type { GuideRecords } from './guide-record.ts';
import type { Recordings, WorkflowFailure } from './recording.ts';

/** What Step Functions says of an execution that ended badly; `input` is JSON text and may be left out. */
export const endedExecution = z.object({
  executionArn: z.string(),
  status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  input: z.nullish(z.string()),
  /** Milliseconds since the epoch. */
  stopDate: z.nullish(z.number()),
  error: z.nullish(z.string()),
  cause: z.nullish(z.string()),
});
export type EndedExecution = z.infer<typeof endedExecution>;

/** Where an execution broke off, as far as its history tells. */
export interface ExecutionEnd {
  /** When it was redriven last. */
  readonly redrivenAt: Date | undefined;
  /** How often it had been then. */
  readonly redrives: number | undefined;
  readonly state: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly input: string | undefined;
}

export interface RecordFailurePorts {
  readonly recordings: Pick<Recordings, 'markFailed'>;
  readonly guides: Pick<GuideRecords, 'setStatus'>;
  readonly executions: { end(executionArn: string): Promise<ExecutionEnd> };
  readonly bus: { announceFailure(failure: GuideFailure): Promise<void> };
}

/** Detail of the event GuideFailed. */
export interface GuideFailure extends WorkflowFailure {
  readonly tenantId: string;
  readonly recordingId: string;
  readonly guideId: string;
}

/**
 * Notes on recording and guide that the workflow broke off. A version that was saved before stays readable. The event
 * may come late and more than once: of an execution that was redriven since there is nothing to note any more.
 */
export async function recordFailure(ports: RecordFailurePorts, ended: EndedExecution): Promise<void> {
  const end = await ports.executions.end(ended.executionArn);
  if (end.redrivenAt && ended.stopDate && end.redrivenAt.getTime() > ended.stopDate) return;
  const input = JSON.parse(ended.input ?? end.input ?? '');
  const { tenantId, recordingId, guideId } = publishGuideInput.parse(input);
  const failure = failureOf(
    end.state ?? 'start',
    failureClass(ended.status, ended.error ?? end.error, ended.cause ?? end.cause),
  );
  // The guide is out by then; that its originals were not deleted is for the operator, whom the alarm tells.
  if (failure.state === 'DeleteOriginals') return;
  if (!(await ports.recordings.markFailed(tenantId, recordingId, failure, end.redrives ?? 0))) return;
  // A guide that could only not be announced is as it should be all the same.
  if (!announcing.has(failure.state)) await ports.guides.setStatus(tenantId, guideId, 'failed');
  await ports.bus.announceFailure({ tenantId, recordingId, guideId, ...failure });
}

const announcing: ReadonlySet<string> = new Set(['AnnounceGuide', 'AnnounceBlockedGuide']);

const advice: Readonly<Record<WorkflowFailure['class'], string>> = {
  transient: 'A service was in trouble and did not recover in time. Publishing again should help.',
  resource: 'There was not enough memory or time. Publishing again may help.',
  permanent: 'Another try alone will not help.',
};

/** The error's own message stays in the log: it may quote what was recorded. */
function failureOf(state: string, kind: WorkflowFailure['class']): WorkflowFailure {
  return { state, class: kind, message: `The guide workflow broke off at ${state}. ${advice[kind]}` };
}
