import * as z from 'zod/mini';
import { recordingLimits } from './limits.ts';

export const recordingId = z.string().check(z.regex(/^rec_[0-9a-z]{20,32}$/));
/** `blocked`: the guide is there and waits for somebody to publish it without some pictures. */
export const recordingStatus = z.enum([
  'recording',
  'finalizing',
  'published',
  'blocked',
  'failed',
  'discarded',
]);
export type RecordingStatus = z.infer<typeof recordingStatus>;

/** RSA-OAEP-256 public key of the device, at least 2048 bits, as a JSON Web Key. */
export const devicePublicKey = z.object({
  kty: z.literal('RSA'),
  n: z.string().check(z.minLength(342), z.maxLength(700)),
  e: z.string().check(z.maxLength(8)),
});

/** `POST /v1/recordings` */
export const openRecordingRequest = z.object({
  devicePublicKey,
  agent: z.object({ name: z.string().check(z.maxLength(60)), version: z.string().check(z.maxLength(40)) }),
  /** Makes opening idempotent: the same key by the same user returns the same recording. */
  idempotencyKey: z.string().check(z.minLength(8), z.maxLength(64)),
});
export type OpenRecordingRequest = z.infer<typeof openRecordingRequest>;

export const openRecordingResponse = z.object({
  recordingId,
  guideId: z.string(),
  tenantId: z.string(),
  /** The recording's AES-256 key, RSA-OAEP-256 encrypted to the device, base64. */
  wrappedKey: z.string(),
  limits: z.object({ actionsPerRecording: z.int(), stepsPerRecording: z.int(), screenshotBytes: z.int() }),
});
export type OpenRecordingResponse = z.infer<typeof openRecordingResponse>;

/** `POST /v1/recordings/{id}/screenshots`: upload addresses for sealed screenshots. */
export const prepareScreenshotsRequest = z.object({
  screenshots: z
    .array(
      z.object({
        id: z.string().check(z.regex(/^sht_[0-9a-z]{10,32}$/)),
        /** Bytes of the sealed frame; signed into the address. Frame overhead allowed for. */
        bytes: z.int().check(z.positive(), z.maximum(recordingLimits.screenshotBytes + 512)),
      }),
    )
    .check(z.minLength(1), z.maxLength(recordingLimits.screenshotsPerRequest)),
});
export type PrepareScreenshotsRequest = z.infer<typeof prepareScreenshotsRequest>;

/** PUT exactly `headers` and `bytes` bytes to `url` before `expiresAt` (ISO 8601). */
export const prepareScreenshotsResponse = z.object({
  uploads: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      expiresAt: z.string(),
    }),
  ),
});
export type PrepareScreenshotsResponse = z.infer<typeof prepareScreenshotsResponse>;

/** `POST /v1/recordings/{id}/finalize` */
export const finalizeRequest = z.object({
  /** Sequence of the last batch; 0 for a recording without actions. */
  lastSequence: z.int().check(z.nonnegative(), z.maximum(recordingLimits.sequenceMaximum)),
  title: z.optional(z.string().check(z.maxLength(200))),
  /** `private` unless said otherwise. */
  visibility: z.optional(z.enum(['private', 'link', 'public'])),
});
export type FinalizeRequest = z.infer<typeof finalizeRequest>;

/** 202. Poll `GET /v1/recordings/{id}` or listen on the preview socket for the outcome. */
export const finalizeResponse = z.object({
  recordingId: z.string(),
  guideId: z.string(),
  status: recordingStatus,
});
export type FinalizeResponse = z.infer<typeof finalizeResponse>;

/** `POST /v1/imports`: `recorder` is a Chrome DevTools Recorder user flow, any of its step types. 202 as finalize. */
export const importRequest = z.object({
  recorder: z.unknown(),
  visibility: z.optional(z.enum(['private', 'link', 'public'])),
});

/**
 * The key that the header `Idempotency-Key` holds (draft-ietf-httpapi-idempotency-key-header): a string in quotes,
 * 8 to 64 characters; the many clients that leave the quotes out are understood. Undefined for anything else.
 */
export function readIdempotencyKey(header: string): string | undefined {
  return /^(?:"([ !#-[\]-~]{8,64})"|([\w.~:+/=-]{8,64}))$/.exec(header.trim())?.slice(1).find(Boolean);
}

/** `GET /v1/recordings?cursor=`: the tenant's recordings, newest first, at most 50. */
export const listRecordingsResponse = z.object({
  recordings: z.array(
    z.object({
      recordingId,
      guideId: z.string(),
      status: recordingStatus,
      createdAt: z.string(),
      title: z.optional(z.string()),
    }),
  ),
  nextCursor: z.optional(z.string()),
});
export type ListRecordingsResponse = z.infer<typeof listRecordingsResponse>;
