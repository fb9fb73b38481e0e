import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';

export interface Picture {
  readonly webp: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** WebP of at most the contract's size. */
  readonly thumbnail: Uint8Array<ArrayBuffer>;
}

const boxColour = '#20262e';
const thumbnailWidth = 400;

/**
 * Burns the masks in, and encodes. `scale` is picture pixels for one CSS pixel; `masks` are CSS pixels.
 * Lossless WebP is the smaller one for flat interfaces, lossy for photographs: the smaller is kept.
 */
export async function develop(
  png: string,
  masks: readonly Rectangle[],
  viewportWidth: number,
): Promise<Picture & { scale: number }> {
  const bitmap = await createImageBitmap(await (await fetch(png)).blob());
  const { width, height } = bitmap;
  const scale = width / viewportWidth;
  const canvas = new OffscreenCanvas(width, height);
  const context = paper(canvas);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  context.fillStyle = boxColour;
  for (const mask of masks) fillOutward(context, mask, scale);
  const [thumbnail, webp] = await Promise.all([shrink(canvas), encodeSmaller(canvas)]);
  return { webp, width, height, thumbnail, scale };
}

function paper(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No 2D context');
  return context;
}

/** Rounded outward to whole pixels and one more, so that no edge of a glyph stays. */
function fillOutward(context: OffscreenCanvasRenderingContext2D, mask: Rectangle, scale: number): void {
  const left = Math.floor(mask.x * scale) - 1;
  const top = Math.floor(mask.y * scale) - 1;
  const right = Math.ceil((mask.x + mask.width) * scale) + 1;
  const bottom = Math.ceil((mask.y + mask.height) * scale) + 1;
  context.fillRect(left, top, right - left, bottom - top);
}

const encode = async (canvas: OffscreenCanvas, quality: number) =>
  new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());

async function encodeSmaller(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  // Chromium encodes WebP without loss at quality 1.
  const [lossy, lossless] = await Promise.all([encode(canvas, 0.8), encode(canvas, 1)]);
  const smaller = lossless.length < lossy.length ? lossless : lossy;
  // Only a photograph on a very large screen comes near the limit.
  return smaller.length <= recordingLimits.screenshotBytes ? smaller : encode(canvas, 0.4);
}

async function shrink(source: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  for (const [size, quality] of [
    [1, 0.7],
    [1, 0.5],
    [0.75, 0.5],
    [0.5, 0.4],
    [0.35, 0.3],
  ] as const) {
    const width = Math.min(source.width, Math.round(thumbnailWidth * size));
    const height = Math.max(1, Math.round((source.height / source.width) * width));
    const canvas = new OffscreenCanvas(width, height);
    const context = paper(canvas);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, width, height);
    const bytes = await encode(canvas, quality);
    if (bytes.length <= recordingLimits.thumbnailBytes) return bytes;
  }
  return new Uint8Array();
}
