import type { Rectangle } from '../../contracts/capture/action.ts';
import type { Size } from './pixels.ts';

/** Context on each side: as much as six targets, at most three tenths of the picture. */
const paddingInTargets = 6;
const paddingOfPicture = 0.3;
/** The closest zoom: nearer, and a reader no longer sees where on the page this is. */
const closestZoom = 2.4;
/** A crop that leaves out less than this is not worth losing the rest. */
const almostWhole = 0.85;
const widest = 2;
const tallest = 4 / 3;

/**
 * The part of the picture that the reading size shows: the target with readable context around it, as near its
 * middle as the picture's edges let it. The target is never cut; a large one shows the whole picture.
 * `target` must lie within the picture.
 */
export function cropAround(target: Rectangle, picture: Size): Rectangle {
  const wished = {
    width: padded(target.width, picture.width),
    height: padded(target.height, picture.height),
  };
  const { width, height } = withinAspect(wished, picture);
  if (width >= picture.width * almostWhole && height >= picture.height * almostWhole) return whole(picture);
  return {
    x: placed(target.x, target.width, width, picture.width),
    y: placed(target.y, target.height, height, picture.height),
    width,
    height,
  };
}

export function whole(picture: Size): Rectangle {
  return { x: 0, y: 0, width: picture.width, height: picture.height };
}

function padded(target: number, picture: number): number {
  const padding = Math.min(paddingInTargets * target, paddingOfPicture * picture);
  return Math.min(picture, Math.max(Math.ceil(target + 2 * padding), Math.ceil(picture / closestZoom)));
}

/** Grows the shorter side, never shrinks one: shrinking could cut the target. */
function withinAspect({ width, height }: Size, picture: Size): Size {
  return {
    width: Math.min(picture.width, Math.max(width, Math.ceil(height * tallest))),
    height: Math.min(picture.height, Math.max(height, Math.ceil(width / widest))),
  };
}

function placed(targetAt: number, target: number, crop: number, picture: number): number {
  const centred = Math.round(targetAt + target / 2 - crop / 2);
  // Rounding must not lose the target's last pixel on either side.
  const holding = Math.min(Math.floor(targetAt), Math.max(Math.ceil(targetAt + target) - crop, centred));
  return Math.max(0, Math.min(picture - crop, holding));
}
