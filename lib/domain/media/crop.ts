import type { Rectangle } from '../../contracts/capture/action.ts';
import type { PageLayout } from './page-layout.ts';
import { coveringPixels, type Size, toPixels } from './pixels.ts';
import { settleCrop } from './settle-crop.ts';

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
 * `target` must lie within the picture. With its layout, text and controls are not cut where that can be had.
 */
export function cropAround(target: Rectangle, picture: Size, layout?: PageLayout): Rectangle {
  const crop = wishedCrop(target, picture);
  const settled = layout && !isAlmostWhole(crop, picture) ? inLayout(crop, target, picture, layout) : crop;
  return isAlmostWhole(settled, picture) ? whole(picture) : settled;
}

function isAlmostWhole({ width, height }: Size, picture: Size): boolean {
  return width >= picture.width * almostWhole && height >= picture.height * almostWhole;
}

/** Settled in the layout's pixels, and back in the picture's. */
function inLayout(crop: Rectangle, target: Rectangle, picture: Size, layout: PageLayout): Rectangle {
  const into = (rectangle: Rectangle) =>
    coveringPixels(toPixels(rectangle, 1 / layout.factor), 0, layout.size) ?? whole(layout.size);
  const settled = settleCrop(into(crop), into(target), layout);
  return coveringPixels(toPixels(settled, layout.factor), 0, picture) ?? crop;
}

function wishedCrop(target: Rectangle, picture: Size): Rectangle {
  const wished = {
    width: padded(target.width, picture.width),
    height: padded(target.height, picture.height),
  };
  const { width, height } = withinAspect(wished, picture);
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
