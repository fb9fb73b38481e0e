/**
 * Worker thread: an encoded picture in, its lines of text out as strips. It takes a tenth of a second of plain
 * computing, which would hold up every other service of the cloud.
 */
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { findLines } from './lines.ts';
import { digestOf } from './strip-digest.ts';
import { cutStrip, type Strip } from './strips.ts';

/** A strip, and what it is known by. */
export interface DigestedStrip extends Strip {
  readonly digest: Uint8Array;
}

export type PictureAnswer =
  | {
      readonly job: number;
      readonly strips: readonly DigestedStrip[];
      readonly width: number;
      readonly height: number;
    }
  | { readonly job: number; readonly failed: 'damaged' | 'too-large' };

/** Pixels of a side. */
const longestSide = 10_000;

sharp.concurrency(1);
sharp.cache(false);

parentPort?.on('message', async ({ job, bytes }: { job: number; bytes: Uint8Array }) => {
  const answer = await cut(bytes).then(
    (found): PictureAnswer => (found ? { job, ...found } : { job, failed: 'too-large' }),
    (): PictureAnswer => ({ job, failed: 'damaged' }),
  );
  parentPort?.postMessage(answer);
});

async function cut(bytes: Uint8Array) {
  const header = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (header.width > longestSide || header.height > longestSide) return undefined;
  const { data, info } = await sharp(bytes, { failOn: 'error' })
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster = { width: info.width, height: info.height, pixels: data };
  const strips = findLines(raster)
    .map((line) => cutStrip(raster, line))
    .map((strip) => ({ ...strip, digest: digestOf(strip) }));
  return { strips, width: info.width, height: info.height };
}
