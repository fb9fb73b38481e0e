import type { Action } from '../../contracts/capture/action.ts';
import type { Batch } from '../../contracts/capture/batch.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';
import { type FinalizeOutcome, type FinalizePorts, finalizeRecording } from './finalize-recording.ts';
import { importRecorderScript } from './recorder-import.ts';
import type { RecordingKeys } from './recording-keys.ts';
import type { Caller, Recordings } from './recordings.ts';

export interface ImportPorts extends FinalizePorts {
  readonly recordings: FinalizePorts['recordings'] & Pick<Recordings, 'add'>;
  readonly keys: RecordingKeys;
  readonly batches: {
    /** Seals the batch as an agent does and puts it on the stream. */
    send(tenantId: string, key: Uint8Array, batch: Batch): Promise<void>;
  };
  readonly newRecordingId: () => string;
  readonly newGuideId: () => string;
  readonly now: () => number;
}

export type ImportOutcome =
  | FinalizeOutcome
  | { ok: false; reason: 'unsupported-import'; errors: { pointer: string; message: string }[] };

/** Makes a recording of a script, sends its batches the way every recording's come, and finalizes it. */
export async function importRecording(
  ports: ImportPorts,
  caller: Caller,
  request: { readonly recorder?: unknown; readonly visibility?: Visibility | undefined },
): Promise<ImportOutcome> {
  const imported = importRecorderScript(request.recorder, ports.now());
  if (!imported.ok) return unsupported(imported.errors);
  if (imported.actions.length === 0)
    return unsupported([{ pointer: '/steps', message: 'hold no action of a person' }]);

  const recordingId = ports.newRecordingId();
  const { tenantId } = caller;
  const key = await ports.keys.generate({ tenantId, recordingId });
  await ports.recordings.add({
    recordingId,
    guideId: ports.newGuideId(),
    tenantId,
    createdBy: caller.userId,
    status: 'recording',
    createdAt: new Date(ports.now()).toISOString(),
    keyCiphertext: key.ciphertext,
  });
  const parts = [...intoBatches(imported.actions)];
  for (const [index, actions] of parts.entries())
    await ports.batches.send(tenantId, key.plaintext, {
      version: 1,
      recordingId,
      sequence: index + 1,
      actions,
    });
  return finalizeRecording(ports, caller, recordingId, {
    lastSequence: parts.length,
    ...(imported.title ? { title: imported.title.slice(0, 200) } : {}),
    ...(request.visibility ? { visibility: request.visibility } : {}),
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
