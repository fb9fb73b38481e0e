import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Rectangle } from '../../contracts/capture/action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { PicturePlan } from '../../domain/media/picture-plan.ts';
import { type MediaPorts, UnusableScreenshot } from '../../domain/media/process-screenshot.ts';
import { ResourceFault } from '../../runtime/faults.ts';

// One picture per invocation, and the Map runs eight of them: threads of its own would only compete.
sharp.concurrency(1);
sharp.cache(false);

const limits = { limitInputPixels: recordingLimits.screenshotPixels, failOn: 'error' } as const;
const channels = 3;
const maskColour = [0x29, 0x2e, 0x36] as const;

/** sharp (libvips) as the picture port. */
export const sharpPictures: MediaPorts['pictures'] = {
  measure: (bytes) =>
    guarded(async () => {
      const { width, height, pages } = await sharp(bytes, { limitInputPixels: false }).metadata();
      return { width, height, frames: pages ?? 1 };
    }),
  luminance: (bytes, scale) =>
    guarded(async () => {
      const picture = sharp(bytes, limits).flatten({ background: '#ffffff' }).greyscale();
      const { width } = await sharp(bytes, limits).metadata();
      const reduced = scale > 1 ? picture.resize({ width: Math.max(1, Math.round(width / scale)) }) : picture;
      const { data, info } = await reduced.raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, pixels: data };
    }),
  render: (bytes, plan) => guarded(() => render(bytes, plan)),
};

/** Decodes once; masks are painted into the decoded pixels, so that nothing made of them can show what was there. */
async function render(bytes: Uint8Array, plan: PicturePlan) {
  const { data, info } = await sharp(bytes, limits)
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const box of plan.boxes) paint(data, info.width, box);
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels } });
  const cropped = () =>
    pixels().extract({
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
    pixels()
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

function paint(pixels: Buffer, width: number, box: Rectangle): void {
  const row = Buffer.from(Array.from({ length: box.width }, () => maskColour).flat());
  for (let y = box.y; y < box.y + box.height; y++) row.copy(pixels, (y * width + box.x) * channels);
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
