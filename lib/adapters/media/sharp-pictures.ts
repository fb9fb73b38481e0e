import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { PicturePlan } from '../../domain/media/picture-plan.ts';
import { type MediaPorts, UnusableScreenshot } from '../../domain/media/process-screenshot.ts';
import type { Raster } from '../../domain/media/redaction/raster.ts';
import { ResourceFault } from '../../runtime/faults.ts';

// One picture per invocation, and the Map runs eight of them: threads of its own would only compete.
sharp.concurrency(1);
sharp.cache(false);

const limits = { limitInputPixels: recordingLimits.screenshotPixels, failOn: 'error' } as const;
const channels = 3;

/** sharp (libvips) as the picture port. */
export const sharpPictures: MediaPorts['pictures'] = {
  measure: (bytes) =>
    guarded(async () => {
      const { width, height, pages } = await sharp(bytes, { limitInputPixels: false }).metadata();
      return { width, height, frames: pages ?? 1 };
    }),
  decode: (bytes) =>
    guarded(async () => {
      const { data, info } = await sharp(bytes, limits)
        .toColourspace('srgb')
        .flatten({ background: '#ffffff' })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, pixels: data };
    }),
  luminance: (raster, scale) =>
    guarded(async () => {
      const grey = ofPixels(raster).greyscale();
      const reduced =
        scale > 1 ? grey.resize({ width: Math.max(1, Math.round(raster.width / scale)) }) : grey;
      const { data, info } = await reduced.raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, pixels: data };
    }),
  render: (raster, plan) => guarded(() => render(raster, plan)),
};

/** Of pixels in memory: sharp reads nothing else of the screenshot, so that no size can show what was painted over. */
const ofPixels = ({ width, height, pixels }: Raster) => sharp(pixels, { raw: { width, height, channels } });

async function render(raster: Raster, plan: PicturePlan) {
  const cropped = () =>
    ofPixels(raster).extract({
      left: plan.crop.x,
      top: plan.crop.y,
      width: plan.crop.width,
      height: plan.crop.height,
    });
  const overlay = plan.overlay && {
    input: Buffer.from(plan.overlay.svg),
    left: plan.overlay.left,
    top: plan.overlay.top,
  };
  const [full, reading, thumb] = await Promise.all([
    ofPixels(raster)
      .resize({ ...plan.full, fit: 'fill' })
      .webp({ quality: 82, effort: 1 })
      .toBuffer(),
    cropped()
      .resize({ ...plan.reading, fit: 'fill' })
      .composite(overlay ? [overlay] : [])
      .webp({ quality: 84, effort: 1 })
      .toBuffer(),
    cropped()
      .resize({ ...plan.thumb, fit: 'fill' })
      .webp({ quality: 76, effort: 1 })
      .toBuffer(),
  ]);
  return { full: hashed(full), reading: hashed(reading), thumb: hashed(thumb) };
}

function hashed(bytes: Buffer): { bytes: Uint8Array; hash: string } {
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex').slice(0, 16) };
}

const outOfMemory = /out of memory|unable to allocate|memory allocation|cannot allocate|allocation failed/i;

/** What the decoder refuses stays refused; what memory it lacked may be there another time. */
async function guarded<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (outOfMemory.test(message)) throw new ResourceFault(message, { cause: error });
    throw new UnusableScreenshot('undecodable', message);
  }
}
