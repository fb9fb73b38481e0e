import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import { prepareScreenshotsResponse } from '../../lib/contracts/capture/recording.ts';
import { RefusedError } from './refused.ts';
import type { Server } from './server.ts';
import type { Store, StoredShot } from './store.ts';

/** How many pictures travel at a time, so that batches still get through on a thin line. */
const lanes = 2;

/** Puts the waiting pictures of a recording where the server says, a group at a time. */
export async function uploadShots(
  store: Store,
  server: Server,
  recordingId: string,
  onSent: () => void,
  fetching: typeof fetch = fetch,
): Promise<void> {
  for (;;) {
    const shots = await store.getAllFromIndex(
      'shots',
      'byRecording',
      recordingId,
      recordingLimits.screenshotsPerRequest,
    );
    if (shots.length === 0) return;
    const answer = await server.call('POST', `/v1/recordings/${recordingId}/screenshots`, {
      screenshots: shots.map(({ id, frame }) => ({ id, bytes: frame.length })),
    });
    const { uploads } = prepareScreenshotsResponse.parse(answer);
    const waiting = [...shots];
    const lane = async () => {
      for (let shot = waiting.shift(); shot; shot = waiting.shift()) {
        const upload = uploads.find(({ id }) => id === shot?.id);
        if (!upload) throw new RefusedError(502, 'The server gave no address for a picture');
        await put(upload, shot, fetching);
        await store.delete('shots', shot.id);
        onSent();
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
}

async function put(
  { url, headers }: { url: string; headers: Record<string, string> },
  shot: StoredShot,
  fetching: typeof fetch,
): Promise<void> {
  const response = await fetching(url, {
    method: 'PUT',
    headers,
    body: new Blob([shot.frame]),
    signal: AbortSignal.timeout(60_000),
  });
  // An address that has run out is refused with 403: the next round asks for another.
  if (!response.ok) throw new RefusedError(503, `A picture could not be stored (${response.status})`);
}
