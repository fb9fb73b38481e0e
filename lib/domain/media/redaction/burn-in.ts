import type { Rectangle } from '../../../contracts/capture/action.ts';
import type { Raster } from './raster.ts';

/** Dark slate: told from text and from most pages, and of one colour, so that nothing can be got back out of it. */
const maskColour = [0x29, 0x2e, 0x36] as const;

/** Paints over whole pixels of the picture itself. Boxes lie within it. */
export function burnIn({ width, pixels }: Raster, boxes: readonly Rectangle[]): void {
  for (const box of boxes) {
    const row = new Uint8Array(box.width * 3);
    for (let at = 0; at < row.length; at += 1) row[at] = maskColour[at % 3] as number;
    for (let y = box.y; y < box.y + box.height; y += 1) pixels.set(row, (y * width + box.x) * 3);
  }
}

/** Whether all of it has been painted over already. */
export function isBurnt({ width, pixels }: Raster, box: Rectangle): boolean {
  for (let y = box.y; y < box.y + box.height; y += 1)
    for (let at = (y * width + box.x) * 3, end = at + box.width * 3; at < end; at += 1)
      if (pixels[at] !== maskColour[(at - (y * width + box.x) * 3) % 3]) return false;
  return true;
}

/** A copy in which covered places look as if nothing had ever stood there: readers take covers for letters. */
export function blanked(raster: Raster, boxes: readonly Rectangle[]): Raster {
  const { width, height } = raster;
  // Not `slice`: of a Node buffer that is a view of the same pixels.
  const pixels = new Uint8Array(raster.pixels);
  for (const box of boxes) {
    const ground = groundBeside(raster, box);
    for (let y = box.y; y < box.y + box.height; y += 1)
      for (let x = box.x; x < box.x + box.width; x += 1) pixels.set(ground, (y * width + x) * 3);
  }
  return { width, height, pixels };
}

/** The most frequent colour right around a box that is no cover's. */
function groundBeside({ width, height, pixels }: Raster, box: Rectangle): Uint8Array {
  const counts = new Map<number, number>();
  const look = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const at = (y * width + x) * 3;
    const colour =
      ((pixels[at] as number) << 16) | ((pixels[at + 1] as number) << 8) | (pixels[at + 2] as number);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  };
  for (let x = box.x; x < box.x + box.width; x += 1) {
    look(x, box.y - 1);
    look(x, box.y + box.height);
  }
  for (let y = box.y; y < box.y + box.height; y += 1) {
    look(box.x - 1, y);
    look(box.x + box.width, y);
  }
  counts.delete((maskColour[0] << 16) | (maskColour[1] << 8) | maskColour[2]);
  const [[colour] = [0]] = [...counts].sort(([, a], [, b]) => b - a);
  return Uint8Array.of(colour >> 16, (colour >> 8) & 255, colour & 255);
}
