import * as z from 'zod/mini';
import { action } from './action.ts';
import { recordingLimits } from './limits.ts';
import { recordingId } from './recording.ts';

/** What is inside a batch, before gzip and AES-256-GCM. `sequence` starts at 1 and has no gaps. */
export const batch = z.object({
  version: z.literal(1),
  recordingId: z.string(),
  sequence: z.int().check(z.positive(), z.maximum(recordingLimits.sequenceMaximum)),
  actions: z.array(action).check(z.minLength(1), z.maxLength(recordingLimits.actionsPerBatch)),
});
export type Batch = z.infer<typeof batch>;

/** The part of a sealed batch or screenshot that is readable without the recording's key. */
export interface SealedHeader {
  readonly tenantId: string;
  readonly recordingId: string;
  /** Sequence number of a batch, or id of a screenshot. */
  readonly subject: string;
}

export interface Sealed extends SealedHeader {
  /** 12 bytes, never used twice under one key. */
  readonly nonce: Uint8Array;
  /** Ciphertext followed by the 16-byte tag, as WebCrypto gives it. */
  readonly ciphertext: Uint8Array;
}

/** Keeps what was sealed as one thing from being taken for another; `known` is what the composer keeps for its next run. */
export type SealedKind = 'batch' | 'screenshot' | 'known';

/** AES-GCM additional authenticated data: binds a ciphertext to its tenant, recording and place. */
export function additionalData(kind: SealedKind, header: SealedHeader): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${kind}/${header.tenantId}/${header.recordingId}/${header.subject}`);
}

const magic = [0x47, 0x57, 0x31, 0x0a]; // "GW1\n"
const nonceBytes = 12;
const headerSchema = z.object({
  tenantId: z.string().check(z.maxLength(64)),
  recordingId,
  subject: z.string().check(z.maxLength(64)),
});

/** Frame: magic (4) · header length (uint16, big endian) · header JSON · nonce (12) · ciphertext. */
export function encodeSealed(sealed: Sealed): Uint8Array<ArrayBuffer> {
  const { tenantId, recordingId, subject } = sealed;
  const header = new TextEncoder().encode(JSON.stringify({ tenantId, recordingId, subject }));
  const frame = new Uint8Array(magic.length + 2 + header.length + nonceBytes + sealed.ciphertext.length);
  frame.set(magic, 0);
  new DataView(frame.buffer).setUint16(magic.length, header.length);
  frame.set(header, magic.length + 2);
  frame.set(sealed.nonce, magic.length + 2 + header.length);
  frame.set(sealed.ciphertext, magic.length + 2 + header.length + nonceBytes);
  return frame;
}

export type DecodedSealed =
  | { ok: true; sealed: Sealed }
  | { ok: false; reason: 'foreign-format' | 'truncated' | 'bad-header' };

/** Reads a frame without copying the ciphertext. Judges form only; who may have sent it is the key's business. */
export function decodeSealed(frame: Uint8Array): DecodedSealed {
  if (frame.length < magic.length + 2 || magic.some((byte, i) => frame[i] !== byte))
    return { ok: false, reason: 'foreign-format' };
  const headerLength = new DataView(frame.buffer, frame.byteOffset).getUint16(magic.length);
  const bodyAt = magic.length + 2 + headerLength + nonceBytes;
  if (frame.length < bodyAt + 16) return { ok: false, reason: 'truncated' };
  const header = readHeader(frame.subarray(magic.length + 2, magic.length + 2 + headerLength));
  if (!header) return { ok: false, reason: 'bad-header' };
  return {
    ok: true,
    sealed: {
      ...header,
      nonce: frame.subarray(bodyAt - nonceBytes, bodyAt),
      ciphertext: frame.subarray(bodyAt),
    },
  };
}

function readHeader(bytes: Uint8Array): SealedHeader | undefined {
  try {
    const parsed = headerSchema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    );
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Body of `POST /v1/recordings/{id}/batches` and of its fallback. `data` is the frame, base64. */
export const sendBatchRequest = z.object({ data: z.string().check(z.minLength(1)) });
