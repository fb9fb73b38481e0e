import type { Action } from '../../contracts/capture/action.ts';
import type { Batch } from '../../contracts/capture/batch.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';
import type { Allowance, AllowanceOutcome } from './allowance.ts';
import { type FinalizeOutcome, type FinalizePorts, finalizeRecording } from './finalize-recording.ts';
import {
  type Claimed,
  claimImport,
  type ImportClaims,
  type ImportIds,
  type KeyRefusal,
} from './import-claim.ts';
import { importRecorderScript } from './recorder-import.ts';
import { recordingEvent } from './recording-event.ts';
import type { RecordingKeys } from './recording-keys.ts';
import type { Caller, ClaimGuide, Recordings } from './recordings.ts';

export interface ImportPorts extends FinalizePorts {
  readonly recordings: FinalizePorts['recordings'] & Pick<Recordings, 'add' | 'discard'>;
  readonly claims: ImportClaims;
  readonly quota: {
    /** Counts one import of the tenant; gives the seconds to wait where it has had as many as it may. */
    take(tenantId: string, now: number): Promise<number | undefined>;
  };
  readonly allowance: FinalizePorts['allowance'] & Pick<Allowance, 'takeImport' | 'giveUp'>;
  readonly keys: RecordingKeys;
  readonly batches: {
    /** Seals the batch as an agent does and puts it on the stream. */
    send(tenantId: string, key: Uint8Array, batch: Batch): Promise<void>;
  };
  readonly newRecordingId: () => string;
  readonly newGuideId: () => string;
  readonly claimGuide: ClaimGuide;
  readonly now: () => number;
}

export type ImportOutcome =
  | FinalizeOutcome
  | KeyRefusal
  | { ok: false; reason: 'too-many-imports'; retryAfter: number }
  | Exclude<AllowanceOutcome, { ok: true }>
  | { ok: false; reason: 'unsupported-import'; errors: { pointer: string; message: string }[] };

interface ImportWish {
  readonly recorder?: unknown;
  readonly visibility?: Visibility | undefined;
}

/**
 * Makes a recording of a script, sends its batches the way every recording's come, and finalizes it; once for an
 * idempotency key, which is the header as it came.
 */
export async function importRecording(
  ports: ImportPorts,
  caller: Caller,
  request: ImportWish,
  idempotencyKey?: string,
): Promise<ImportOutcome> {
  const retryAfter = await ports.quota.take(caller.tenantId, ports.now());
  if (retryAfter !== undefined) return { ok: false, reason: 'too-many-imports', retryAfter };
  const imported = importRecorderScript(request.recorder, ports.now());
  if (!imported.ok) return unsupported(imported.errors);
  if (imported.actions.length === 0)
    return unsupported([{ pointer: '/steps', message: 'hold no action of a person' }]);

  const claimed: Claimed =
    idempotencyKey === undefined
      ? { ok: true, ids: newIds(ports), done: false }
      : await claimImport(ports, caller, { header: idempotencyKey, body: request, offered: newIds(ports) });
  if (!claimed.ok) return claimed;
  if (claimed.done) return { ok: true, value: { ...claimed.ids, status: 'finalizing' } };
  return makeRecording(ports, caller, request, imported, claimed.ids);
}

function newIds(ports: ImportPorts): ImportIds {
  return { recordingId: ports.newRecordingId(), guideId: ports.newGuideId() };
}

async function makeRecording(
  ports: ImportPorts,
  caller: Caller,
  { visibility }: ImportWish,
  { title, actions }: { readonly title: string; readonly actions: readonly Action[] },
  { recordingId, guideId }: ImportIds,
): Promise<ImportOutcome> {
  const { tenantId } = caller;
  const room = await ports.allowance.takeImport({ tenantId, recordingId, guideId });
  if (!room.ok) return room;
  const key = await ports.keys.generate({ tenantId, recordingId });
  await ports.recordings.add(
    {
      recordingId,
      guideId,
      tenantId,
      createdBy: caller.userId,
      status: 'recording',
      createdAt: new Date(ports.now()).toISOString(),
      keyCiphertext: key.ciphertext,
    },
    recordingEvent(ports.newAuditEvent, caller, 'importRecording', recordingId, guideId),
  );
  await ports.claimGuide({ tenantId, guideId, createdBy: caller.userId });
  const parts = [...intoBatches(actions)];
  for (const [index, part] of parts.entries())
    await ports.batches.send(tenantId, key.plaintext, {
      version: 1,
      recordingId,
      sequence: index + 1,
      actions: part,
    });
  return finalizeRecording(ports, caller, recordingId, {
    lastSequence: parts.length,
    ...(title ? { title: title.slice(0, 200) } : {}),
    ...(visibility ? { visibility } : {}),
  });
}

/** Well under a sealed batch's limit even where gzip gains nothing. */
const batchLength = recordingLimits.batchBytes / 4;

function* intoBatches(actions: readonly Action[]): Generator<Action[]> {
  let part: Action[] = [];
  let length = 0;
  for (const action of actions) {
    const added = JSON.stringify(action).length;
    if (
      part.length > 0 &&
      (part.length === recordingLimits.actionsPerBatch || length + added > batchLength)
    ) {
      yield part;
      part = [];
      length = 0;
    }
    part.push(action);
    length += added;
  }
  if (part.length > 0) yield part;
}

function unsupported(errors: { pointer: string; message: string }[]): ImportOutcome {
  return {
    ok: false,
    reason: 'unsupported-import',
    errors: errors.map(({ pointer, message }) => ({ pointer: `/recorder${pointer}`, message })),
  };
}
