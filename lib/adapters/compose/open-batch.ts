import { createHmac } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Batch, Sealed } from '../../contracts/capture/batch.ts';
import { parseBatch } from '../../contracts/capture/exact-batch.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type {
  BatchMark,
  BatchOpener,
  OpenedBatch,
  QuarantineReason,
} from '../../domain/compose/live/opened-batch.ts';
import { nestsDeeperThan } from '../../runtime/json-depth.ts';
import { unseal } from '../../runtime/sealing.ts';
import type { DataKeys } from './data-keys.ts';
import { textLength } from './text-length.ts';

/** Breaks the seal of batches under their recording's key. */
export function batchOpener(keys: DataKeys): BatchOpener {
  return {
    async open(recording, sealed) {
      return openBatch(sealed, await keys.of(recording));
    },
  };
}

/** Decrypt, inflate, parse, each step refusing before the next could be made to cost something. */
export function openBatch(sealed: Sealed, key: Uint8Array): OpenedBatch {
  const content = unseal('batch', sealed, key);
  if (!content) return { ok: false, authentic: false, reason: 'wrong-key' };
  const sequence = readSequence(sealed.subject);
  if (sequence === undefined) return { ok: false, authentic: false, reason: 'sequence-out-of-range' };
  const mark = { sequence, digest: createHmac('sha256', key).update(content).digest('base64url') };
  const json = inflate(content);
  if (!json.ok) return refuse(mark, json.reason);
  if (nestsDeeperThan(json.bytes, recordingLimits.batchJsonDepth)) return refuse(mark, 'too-deep');
  const parsed = readBatch(json.bytes);
  if (parsed?.sequence !== sequence || parsed.recordingId !== sealed.recordingId)
    return refuse(mark, 'malformed');
  // An action can only be too large where the batch as a whole is.
  const suspect = json.bytes.length > recordingLimits.actionLength;
  if (suspect && parsed.actions.some((action) => textLength(action) > recordingLimits.actionLength))
    return refuse(mark, 'action-too-large');
  return { ok: true, ...mark, actions: parsed.actions, bytes: json.bytes.length };
}

function refuse(mark: BatchMark, reason: QuarantineReason): OpenedBatch {
  return { ok: false, authentic: true, ...mark, reason };
}

function readSequence(subject: string): number | undefined {
  const sequence = /^[1-9]\d{0,5}$/.test(subject) ? Number(subject) : Number.POSITIVE_INFINITY;
  return sequence <= recordingLimits.sequenceMaximum ? sequence : undefined;
}

function inflate(
  content: Uint8Array,
): { ok: true; bytes: Buffer } | { ok: false; reason: 'inflated-too-large' | 'malformed' } {
  try {
    return { ok: true, bytes: gunzipSync(content, { maxOutputLength: recordingLimits.batchInflatedBytes }) };
  } catch (error) {
    const tooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, reason: tooLarge ? 'inflated-too-large' : 'malformed' };
  }
}

function readBatch(json: Buffer): Batch | undefined {
  try {
    const parsed = parseBatch(JSON.parse(json.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
