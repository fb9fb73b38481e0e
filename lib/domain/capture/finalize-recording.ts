import type { NewAuditEvent } from '../../contracts/audit/audited.ts';
import type { FinalizeRequest, FinalizeResponse } from '../../contracts/capture/recording.ts';
import type { PublishGuideInput } from '../../contracts/guides/draft.ts';
import { hideInTitle } from '../redaction/hiding/hide-in-draft.ts';
import { hiderOf } from '../redaction/hiding/hider.ts';
import type { Policies } from '../redaction/hiding/policies.ts';
import type { Allowance, AllowanceOutcome } from './allowance.ts';
import { recordingEvent } from './recording-event.ts';
import { type Caller, findOwn, type Recording, type Recordings } from './recordings.ts';

export interface GuideWorkflow {
  /** Starts the recording's one execution; gives the running or finished one when there is one. */
  start(input: PublishGuideInput): Promise<string>;
}

export interface FinalizePorts {
  readonly recordings: Pick<Recordings, 'find' | 'finalize' | 'noteExecution'>;
  readonly workflow: GuideWorkflow;
  readonly allowance: Pick<Allowance, 'free' | 'keep'>;
  readonly policies: Policies;
  readonly newAuditEvent: NewAuditEvent;
}

export type FinalizeOutcome =
  | { ok: true; value: FinalizeResponse }
  | { ok: false; reason: 'unknown-recording' | 'not-recording' }
  | Exclude<AllowanceOutcome, { ok: true }>
  | {
      ok: false;
      reason: 'finalized-otherwise';
      detail: string;
      errors: { pointer: string; message: string }[];
    };

/** Starts the guide workflow once. Repeating it with the same last sequence gives the same answer. */
export async function finalizeRecording(
  ports: FinalizePorts,
  caller: Caller,
  recordingId: string,
  request: FinalizeRequest,
): Promise<FinalizeOutcome> {
  const found = await findOwn(ports.recordings, caller, recordingId);
  if (!found) return { ok: false, reason: 'unknown-recording' };
  if (found.status === 'discarded') return { ok: false, reason: 'not-recording' };
  const room = found.finalized ? undefined : await ports.allowance.keep(found);
  // What was recorded stays, and can be finished once there is room.
  if (room?.ok === false) return room;
  const recording = found.finalized
    ? found
    : await ports.recordings.finalize(
        recordingId,
        {
          lastSequence: request.lastSequence,
          ...(await titleOf(ports, caller, request)),
          visibility: request.visibility ?? 'private',
          requestedBy: caller.userId,
        },
        recordingEvent(ports.newAuditEvent, caller, 'finalizeRecording', recordingId, found.guideId),
      );
  const { finalized, guideId, status } = recording;
  // Discarded between the two reads.
  if (!finalized) return { ok: false, reason: 'not-recording' };
  if (finalized.lastSequence !== request.lastSequence)
    return {
      ok: false,
      reason: 'finalized-otherwise',
      detail: `The recording was finalized with last sequence ${finalized.lastSequence}.`,
      errors: [{ pointer: '/lastSequence', message: `must be ${finalized.lastSequence}` }],
    };
  if (!recording.executionArn) {
    await ports.allowance.free(recording);
    const executionArn = await ports.workflow.start(workflowInput(recording, finalized));
    await ports.recordings.noteExecution(recordingId, executionArn);
  }
  return { ok: true, value: { recordingId, guideId, status } };
}

/** The title that a person gave, without what is sensitive in it; a guide that has none gets one from its steps. */
async function titleOf(
  { policies }: FinalizePorts,
  { tenantId }: Caller,
  { title }: FinalizeRequest,
): Promise<{ readonly title?: string }> {
  if (!title) return title === undefined ? {} : { title };
  const { find } = await policies.read(tenantId);
  const readable = hideInTitle(title, hiderOf(find));
  return readable === '' ? {} : { title: readable };
}

/** From what is stored alone, so that a second start is recognised as the same. */
function workflowInput(
  { tenantId, recordingId, guideId }: Recording,
  { lastSequence, title, visibility, requestedBy }: NonNullable<Recording['finalized']>,
): PublishGuideInput {
  return {
    tenantId,
    recordingId,
    guideId,
    lastSequence,
    ...(title === undefined ? {} : { title }),
    visibility,
    requestedBy,
  };
}
