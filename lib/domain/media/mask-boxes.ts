import type { Rectangle } from '../../contracts/capture/action.ts';
import { coveringPixels, type Size, toPixels } from './pixels.ts';

/** Anti-aliasing, sub-pixel layout and zoom let text reach over the box that the page reports. */
const marginInCssPixels = 2;

/** What is painted over, in pixels of the picture: always outward, never a pixel short. */
export function maskBoxes(masks: readonly Rectangle[], scale: number, picture: Size): Rectangle[] {
  const margin = Math.ceil(marginInCssPixels * Math.max(1, scale));
  return masks
    .filter(({ width, height }) => width > 0 && height > 0)
    .map((mask) => coveringPixels(toPixels(mask, scale), margin, picture))
    .filter((box) => box !== undefined);
}
