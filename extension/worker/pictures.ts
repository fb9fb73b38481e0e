import type { Action, Point, Rectangle, ScreenshotReference } from '../../lib/contracts/capture/action.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import type { HiddenKind } from '../../lib/contracts/redaction/policy.ts';
import type { Camera, Pick as CameraPick, Moment, Shot } from '../camera/camera.ts';
import { develop } from '../camera/develop.ts';
import { type Placement, placeFrame, pointToTop, toTop } from '../camera/frames.ts';
import { seal, toBase64 } from '../transport/seal.ts';
import type { Store, StoredRecording } from '../transport/store.ts';

export interface Pictured extends Pick<Action, 'screenshot' | 'thumbnail'> {
  /** What sensitive texts were covered in it, or kept it here; without a picture nobody knows what there were. */
  readonly seen?: readonly HiddenKind[] | undefined;
}

/** Where in its frame the action was. */
export interface Spot {
  readonly frameId: number;
  readonly rect?: Rectangle | undefined;
  readonly point?: Point | undefined;
}

interface Developed {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly thumbnail: string | undefined;
}

export interface Pictures {
  begin(id: string, moment: Moment): void;
  /** The picture before the action that began at `moment`; nothing when there is none in time. */
  ofMoment(recording: StoredRecording, moment: string | undefined, spot: Spot): Promise<Pictured>;
  ofNow(recording: StoredRecording, tabId: number): Promise<Pictured>;
}

/** Milliseconds for which an action waits for its picture before it goes without. */
const patience = 2_500;
const remembered = 60;

/** @param mayUpload whether a picture of a page that shows such texts may leave the browser. */
export function createPictures(
  store: Store,
  camera: Camera,
  mayUpload: (seen: Pictured['seen']) => boolean,
): Pictures {
  const moments = new Map<string, Promise<CameraPick | undefined>>();
  const developed = new Map<string, Promise<Developed>>();
  let taken = 0;

  const process = async (recording: StoredRecording, shot: Shot): Promise<Developed> => {
    const viewport = shot.frames.find(({ frameId }) => frameId === 0)?.survey?.view;
    if (!viewport) throw new Error('A picture without a viewport');
    const { webp, thumbnail, ...size } = await develop(shot.png, shot.masks, viewport.width);
    const frame = await seal('screenshot', recording, shot.id, webp);
    await store.put('shots', { id: shot.id, recordingId: recording.recordingId, frame });
    return { ...size, thumbnail: thumbnail.length > 0 ? toBase64(thumbnail) : undefined };
  };
  const developOnce = (recording: StoredRecording, shot: Shot): Promise<Developed> => {
    const known = developed.get(shot.id);
    if (known) return known;
    taken += 1;
    const result = process(recording, shot);
    developed.set(shot.id, result);
    forgetOldest(developed);
    return result;
  };

  const reference = async (
    recording: StoredRecording,
    picking: Promise<CameraPick | undefined>,
    spot: Spot,
  ): Promise<Pictured> => {
    const pick = await Promise.race([picking, timeOut(patience)]);
    if (!pick) return {};
    const { shot, state } = pick;
    const seen = seenIn(shot);
    if (taken >= recordingLimits.screenshotsPerRecording || !mayUpload(seen)) return { seen };
    const { width, height, scale, thumbnail } = await developOnce(recording, shot);
    const place: Placement | undefined = placeFrame(shot.frames, spot.frameId);
    const screenshot: ScreenshotReference = {
      id: shot.id,
      width,
      height,
      scale,
      ...(place && spot.rect ? { target: toTop(place, spot.rect) } : {}),
      ...(place && spot.point ? { point: pointToTop(place, spot.point) } : {}),
      masks: [...shot.masks],
      state,
    };
    return { screenshot, ...(thumbnail ? { thumbnail } : {}), seen };
  };
  const orNothing = (result: Promise<Pictured>): Promise<Pictured> => result.catch(() => ({}));

  return {
    begin(id, moment) {
      moments.set(id, camera.before(moment));
      forgetOldest(moments);
    },
    ofMoment(recording, moment, spot) {
      const picking = moment === undefined ? undefined : moments.get(moment);
      return picking ? orNothing(reference(recording, picking, spot)) : Promise.resolve({});
    },
    ofNow(recording, tabId) {
      return orNothing(reference(recording, camera.now(tabId), { frameId: 0 }));
    },
  };
}

/** What was not judged in time may be anything, though it is covered. */
const seenIn = ({ kinds, unjudged }: Shot): Pictured['seen'] =>
  unjudged && kinds.length === 0 ? undefined : kinds;

function forgetOldest(map: Map<string, unknown>): void {
  if (map.size <= remembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

const timeOut = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));
