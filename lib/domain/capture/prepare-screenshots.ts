import { recordingLimits } from '../../contracts/capture/limits.ts';
import type {
  PrepareScreenshotsRequest,
  PrepareScreenshotsResponse,
} from '../../contracts/capture/recording.ts';
import { type Caller, findOwn, type Recordings } from './recordings.ts';
import { type QuotaOutcome, type ScreenshotQuota, takeQuota } from './screenshot-quota.ts';

export interface PreparePorts {
  readonly recordings: Pick<Recordings, 'find'>;
  readonly quota: ScreenshotQuota;
  readonly uploads: {
    /** An address that takes exactly `bytes` bytes with exactly the given headers. */
    address(
      key: string,
      bytes: number,
    ): Promise<{ url: string; headers: Record<string, string>; expiresAt: string }>;
  };
  readonly now: () => number;
}

type PrepareOutcome =
  | { ok: true; value: PrepareScreenshotsResponse }
  | { ok: false; reason: 'unknown-recording' | 'not-recording' }
  | { ok: false; reason: 'too-many-requests'; retryAfter: number }
  | { ok: false; reason: 'too-many-screenshots'; detail: string };

/** Requests of one agent that come at the same moment. */
const contenders = 5;

/** Where to upload sealed screenshots. Pictures may still come while the guide is being made. */
export async function prepareScreenshots(
  ports: PreparePorts,
  caller: Caller,
  recordingId: string,
  request: PrepareScreenshotsRequest,
): Promise<PrepareOutcome> {
  const recording = await findOwn(ports.recordings, caller, recordingId);
  if (!recording) return { ok: false, reason: 'unknown-recording' };
  if (recording.status !== 'recording' && recording.status !== 'finalizing')
    return { ok: false, reason: 'not-recording' };
  const ids = request.screenshots.map(({ id }) => id);
  const taken = await take(ports, recordingId, ids);
  if (!taken.ok)
    return taken.reason === 'too-many-screenshots'
      ? {
          ...taken,
          detail: `A recording takes at most ${recordingLimits.screenshotsPerRecording} screenshots.`,
        }
      : taken;
  const uploads = await Promise.all(
    request.screenshots.map(async ({ id, bytes }) => ({
      id,
      ...(await ports.uploads.address(`${recording.tenantId}/${recordingId}/${id}`, bytes)),
    })),
  );
  return { ok: true, value: { uploads } };
}

async function take(ports: PreparePorts, recordingId: string, ids: readonly string[]): Promise<QuotaOutcome> {
  for (let attempt = 0; attempt < contenders; attempt++) {
    const before = await ports.quota.read(recordingId);
    const outcome = takeQuota(before, ids, ports.now());
    if (!outcome.ok || (await ports.quota.update(recordingId, before, outcome.use))) return outcome;
  }
  return { ok: false, reason: 'too-many-requests', retryAfter: 1 };
}
