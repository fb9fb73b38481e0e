import type { DevicePublicKey, Finalized, Recording } from '../../domain/capture/recordings.ts';

/** A recording as its item holds it. `expiresAt` in seconds since the epoch. */
export interface RecordingItem extends Omit<Recording, 'device' | 'finalized'>, Partial<Finalized> {
  readonly devicePublicKey?: DevicePublicKey;
  readonly wrappedKey?: string;
  readonly expiresAt: number;
}

/** From opening on; the log of its batches is kept for thirty. */
const keptDays = 90;

export function toItem(recording: Recording): RecordingItem {
  const { device, finalized, createdAt, ...plain } = recording;
  return {
    ...plain,
    createdAt,
    ...(device ? { devicePublicKey: device.publicKey, wrappedKey: device.wrappedKey } : {}),
    ...finalized,
    expiresAt: Math.floor(Date.parse(createdAt) / 1_000) + keptDays * 24 * 3_600,
  };
}

export function fromItem(item: RecordingItem): Recording {
  const { recordingId, guideId, tenantId, createdBy, status, createdAt, keyCiphertext, executionArn } = item;
  const { devicePublicKey, wrappedKey, lastSequence, title, visibility, requestedBy } = item;
  return {
    ...{ recordingId, guideId, tenantId, createdBy, status, createdAt, keyCiphertext },
    ...(executionArn === undefined ? {} : { executionArn }),
    ...(devicePublicKey && wrappedKey ? { device: { publicKey: devicePublicKey, wrappedKey } } : {}),
    ...(lastSequence !== undefined && visibility && requestedBy
      ? { finalized: { lastSequence, visibility, requestedBy, ...(title === undefined ? {} : { title }) } }
      : {}),
  };
}
