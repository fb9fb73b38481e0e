import type { Point, Rectangle, ScreenshotReference } from '../../contracts/capture/action.ts';
import { cropAround, whole } from './crop.ts';
import { markerOverlay, type Overlay } from './marker.ts';
import type { PageLayout } from './page-layout.ts';
import { coveringPixels, fitted, type Size, toPixels } from './pixels.ts';

const fullLongest = 1920;
const readingWidest = 1200;
const thumbWidest = 360;
/** More than this adds bytes and no detail. */
const largestEnlargement = 2;

/** What is made of a redacted picture, in whole pixels. */
export interface PicturePlan {
  readonly full: Size;
  /** In pixels of the original. */
  readonly crop: Rectangle;
  readonly reading: Size;
  readonly thumb: Size;
  readonly overlay: Overlay | undefined;
  /** As `StepImage` has them: the crop in pixels of `full`, the target in those of `reading`. */
  readonly cropOfFull: Rectangle;
  /** Of width and height 0 when there is nothing to mark. */
  readonly target: Rectangle;
}

/** `original` is the size of the decoded picture. A target that is hidden or out of view leaves the picture whole. */
export function planPicture(
  reference: Pick<ScreenshotReference, 'scale' | 'target' | 'point'>,
  original: Size,
  layout?: PageLayout,
): PicturePlan {
  const { scale } = reference;
  const target = visibleTarget(reference.target, scale, original);
  const point = visiblePoint(reference.point, scale, original);
  const crop = target ? cropAround(withPoint(target, point), original, layout) : whole(original);
  const reading = readingSize(crop);
  const zoom = reading.width / crop.width;
  const into = (at: Point): Point => ({ x: (at.x - crop.x) * zoom, y: (at.y - crop.y) * zoom });
  const marked = target && {
    ...into(target),
    width: target.width * zoom,
    height: target.height * zoom,
  };
  const full = fitted(original, fullLongest, 'longer');
  return {
    full,
    crop,
    reading,
    thumb: fitted(crop, thumbWidest, 'width'),
    overlay: markerOverlay(marked, point && into(point), reading, scale * zoom),
    cropOfFull: coveringPixels(toPixels(crop, full.width / original.width), 0, full) ?? whole(full),
    target: (marked && coveringPixels(marked, 0, reading)) ?? { x: 0, y: 0, width: 0, height: 0 },
  };
}

function visibleTarget(target: Rectangle | undefined, scale: number, picture: Size): Rectangle | undefined {
  if (!target || target.width <= 0 || target.height <= 0) return undefined;
  return coveringPixels(toPixels(target, scale), 0, picture);
}

function visiblePoint(point: Point | undefined, scale: number, picture: Size): Point | undefined {
  if (!point) return undefined;
  const { x, y } = { x: point.x * scale, y: point.y * scale };
  return x >= 0 && y >= 0 && x < picture.width && y < picture.height ? { x, y } : undefined;
}

/** A pointer beside its target (a label's field, a moved element) is to be seen too, unless it is far off. */
function withPoint(target: Rectangle, point: Point | undefined): Rectangle {
  if (!point) return target;
  const x = Math.min(target.x, point.x);
  const y = Math.min(target.y, point.y);
  const width = Math.max(target.x + target.width, point.x) - x;
  const height = Math.max(target.y + target.height, point.y) - y;
  const near = width <= target.width + 200 && height <= target.height + 200;
  return near ? { x, y, width, height } : target;
}

function readingSize(crop: Size): Size {
  const factor = Math.min(readingWidest / crop.width, largestEnlargement);
  return {
    width: Math.max(1, Math.round(crop.width * factor)),
    height: Math.max(1, Math.round(crop.height * factor)),
  };
}
