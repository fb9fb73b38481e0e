import { readIdempotencyKey } from '../../contracts/capture/recording.ts';
import type { Allowance } from './allowance.ts';
import { type FinalizePorts, finalizeRecording } from './finalize-recording.ts';
import { recordingEvent } from './recording-event.ts';
import type { Caller, Recordings } from './recordings.ts';

export interface ImportIds {
  readonly recordingId: string;
  readonly guideId: string;
}

/** Which import an idempotency key stands for. */
export interface ImportClaim extends ImportIds {
  /** SHA-256 of the request's body. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly claimedAt: number;
}

/** Claims by key, each user's own; forgotten a day after they were made. */
export interface ImportClaims {
  /** Gives the claim that stands already, if there is one; nothing is changed then. */
  claim(caller: Caller, key: string, offered: ImportClaim): Promise<ImportClaim | undefined>;
  /** False when `standing` does not stand any more. */
  replace(caller: Caller, key: string, standing: ImportClaim, offered: ImportClaim): Promise<boolean>;
}

export interface ClaimPorts extends FinalizePorts {
  readonly recordings: FinalizePorts['recordings'] & Pick<Recordings, 'discard'>;
  readonly claims: ImportClaims;
  readonly allowance: FinalizePorts['allowance'] & Pick<Allowance, 'giveUp'>;
  readonly now: () => number;
}

export type KeyRefusal =
  | { ok: false; reason: 'invalid-request'; errors: { pointer: string; message: string }[] }
  | { ok: false; reason: 'key-reused'; detail: string }
  | { ok: false; reason: 'import-under-way'; retryAfter: number };

/** `done`: a request before made this recording, and there is nothing left to do. */
export type Claimed = { ok: true; ids: ImportIds; done: boolean } | KeyRefusal;

/** Longer than the function may run: by then a request that has not finalized its recording never will. */
const attemptMilliseconds = 30_000;

/**
 * Settles which recording the key stands for. A request that broke off is taken over: its recording is discarded,
 * which succeeds only while it is not finalized, so that a key never makes two guides.
 */
export async function claimImport(
  ports: ClaimPorts,
  caller: Caller,
  request: { readonly header: string; readonly body: unknown; readonly offered: ImportIds },
): Promise<Claimed> {
  const key = readIdempotencyKey(request.header);
  if (!key) return invalidKey;
  const offered = { ...request.offered, digest: await digestOf(request.body), claimedAt: ports.now() };
  const standing = await ports.claims.claim(caller, key, offered);
  if (!standing) return { ok: true, ids: request.offered, done: false };
  if (standing.digest !== offered.digest)
    return {
      ok: false,
      reason: 'key-reused',
      detail: `The key “${key}” stands for the import of another body, recording ${standing.recordingId}.`,
    };
  const { recordingId, guideId, claimedAt } = standing;
  const recording = await ports.recordings.find(recordingId);
  if (recording?.finalized) {
    const { lastSequence } = recording.finalized;
    if (!recording.executionArn) await finalizeRecording(ports, caller, recordingId, { lastSequence });
    return { ok: true, ids: { recordingId, guideId }, done: true };
  }
  const remaining = claimedAt + attemptMilliseconds - ports.now();
  if (remaining > 0) return { ok: false, reason: 'import-under-way', retryAfter: remaining / 1_000 };
  const discarded = recordingEvent(ports.newAuditEvent, caller, 'discardRecording', recordingId, guideId);
  const abandoned =
    recording?.status !== 'recording' || (await ports.recordings.discard(recordingId, discarded));
  if (abandoned) await ports.allowance.giveUp({ tenantId: caller.tenantId, recordingId, guideId });
  if (!abandoned || !(await ports.claims.replace(caller, key, standing, offered)))
    return { ok: false, reason: 'import-under-way', retryAfter: 1 };
  return { ok: true, ids: request.offered, done: false };
}

const invalidKey: KeyRefusal = {
  ok: false,
  reason: 'invalid-request',
  errors: [
    { pointer: 'header/Idempotency-Key', message: 'must be a string of 8 to 64 characters in quotes' },
  ],
};

async function digestOf(body: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(body)));
  return Buffer.from(digest).toString('base64url');
}
