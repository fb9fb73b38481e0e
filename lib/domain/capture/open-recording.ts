import type { NewAuditEvent } from '../../contracts/audit/audited.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { CaptureReason } from '../../contracts/capture/problems.ts';
import type { OpenRecordingRequest, OpenRecordingResponse } from '../../contracts/capture/recording.ts';
import type { Allowance } from './allowance.ts';
import { recordingEvent } from './recording-event.ts';
import type { RecordingKeys } from './recording-keys.ts';
import type { Caller, ClaimGuide, DevicePublicKey, Recordings } from './recordings.ts';

export interface OpenPorts {
  readonly recordings: Pick<Recordings, 'open' | 'opened'>;
  readonly allowance: Pick<Allowance, 'take' | 'giveBack'>;
  readonly keys: RecordingKeys;
  /** RSA-OAEP-256, base64; undefined when the device's key is not fit for it. */
  readonly wrapForDevice: (key: Uint8Array, device: DevicePublicKey) => string | undefined;
  readonly newAuditEvent: NewAuditEvent;
  readonly newRecordingId: () => string;
  readonly newGuideId: () => string;
  readonly claimGuide: ClaimGuide;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type OpenOutcome =
  | { ok: true; value: OpenRecordingResponse }
  | { ok: false; reason: CaptureReason; detail?: string; errors?: { pointer: string; message: string }[] };

/** Opens a recording, or gives again the one that the same user opened with the same idempotency key. */
export async function openRecording(
  ports: OpenPorts,
  caller: Caller,
  request: OpenRecordingRequest,
): Promise<OpenOutcome> {
  const { devicePublicKey } = request;
  const recordingId = ports.newRecordingId();
  const key = await ports.keys.generate({ tenantId: caller.tenantId, recordingId });
  const wrappedKey = ports.wrapForDevice(key.plaintext, devicePublicKey);
  if (!wrappedKey)
    return {
      ok: false,
      reason: 'weak-device-key',
      errors: [{ pointer: '/devicePublicKey', message: 'must be an RSA key of 2048 to 4096 bits' }],
    };
  const guideId = ports.newGuideId();
  const allotted = { tenantId: caller.tenantId, recordingId, guideId };
  const room = await ports.allowance.take(allotted);
  // A recording that runs already may be opened again, however full it is.
  if (!room.ok && !(await ports.recordings.opened(caller, request.idempotencyKey))) return room;
  const opening = ports.recordings.open(
    {
      recordingId,
      guideId,
      tenantId: caller.tenantId,
      createdBy: caller.userId,
      status: 'recording',
      createdAt: new Date(ports.now()).toISOString(),
      keyCiphertext: key.ciphertext,
      device: { publicKey: devicePublicKey, wrappedKey },
    },
    request.idempotencyKey,
    recordingEvent(ports.newAuditEvent, caller, 'openRecording', recordingId, guideId),
  );
  const giveBack = async () => void (room.ok && (await ports.allowance.giveBack(allotted)));
  const recording = await opening.catch(async (error) => {
    await giveBack();
    throw error;
  });
  if (recording.recordingId !== recordingId) await giveBack();
  if (
    recording.device?.publicKey.n !== devicePublicKey.n ||
    recording.device.publicKey.e !== devicePublicKey.e
  )
    return { ok: false, reason: 'device-changed' };
  await ports.claimGuide(recording);
  const { actionsPerRecording, stepsPerRecording, screenshotBytes } = recordingLimits;
  return {
    ok: true,
    value: {
      recordingId: recording.recordingId,
      guideId: recording.guideId,
      tenantId: recording.tenantId,
      wrappedKey: recording.device.wrappedKey,
      limits: { actionsPerRecording, stepsPerRecording, screenshotBytes },
    },
  };
}
