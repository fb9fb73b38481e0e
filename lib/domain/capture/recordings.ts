import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { RecordingStatus } from '../../contracts/capture/recording.ts';
import type { Visibility } from '../../contracts/guides/guide.ts';

/** Who asks. */
export interface Caller {
  readonly userId: string;
  readonly tenantId: string;
}

export interface Recording {
  readonly recordingId: string;
  readonly guideId: string;
  readonly tenantId: string;
  readonly createdBy: string;
  readonly status: RecordingStatus;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The recording's AES-256 key, encrypted by KMS for this tenant and recording. */
  readonly keyCiphertext: Uint8Array;
  /** The same key for the device that records; an import has none. */
  readonly device?: { readonly publicKey: DevicePublicKey; readonly wrappedKey: string };
  readonly finalized?: Finalized;
  readonly executionArn?: string;
}

export interface DevicePublicKey {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
}

/** What finalizing settled, once. */
export interface Finalized {
  readonly lastSequence: number;
  readonly title?: string;
  readonly visibility: Visibility;
  readonly requestedBy: string;
}

export interface Recordings {
  /** Reads what was last written. */
  find(recordingId: string): Promise<Recording | undefined>;
  /** Adds the recording unless the key was used: then gives, and if need be completes, the one that it opened. */
  open(recording: Recording, idempotencyKey: string, event: AuditEvent): Promise<Recording>;
  /** What the key has opened already. */
  opened(caller: Caller, idempotencyKey: string): Promise<Recording | undefined>;
  add(recording: Recording, event: AuditEvent): Promise<void>;
  /** From `recording` to `finalizing`; gives the recording as it is then, whoever finalized it. */
  finalize(recordingId: string, finalized: Finalized, event: AuditEvent): Promise<Recording>;
  noteExecution(recordingId: string, executionArn: string): Promise<void>;
  /** From `recording` or `failed` to `discarded`; false from any other status. */
  discard(recordingId: string, event: AuditEvent): Promise<boolean>;
}

/** Says of a guide, when it gets its id, whose it is. The same again changes nothing. */
export type ClaimGuide = (guide: Pick<Recording, 'tenantId' | 'guideId' | 'createdBy'>) => Promise<void>;

/** The recording, if it is the caller's tenant's. Others' recordings are as unknown as those that never were. */
export async function findOwn(
  recordings: Pick<Recordings, 'find'>,
  caller: Caller,
  recordingId: string,
): Promise<Recording | undefined> {
  const recording = await recordings.find(recordingId);
  return recording?.tenantId === caller.tenantId ? recording : undefined;
}
