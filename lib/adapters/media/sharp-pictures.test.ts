import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Point, Rectangle } from '../../contracts/capture/action.ts';
import { maskBoxes } from '../../domain/media/mask-boxes.ts';
import { planPicture } from '../../domain/media/picture-plan.ts';
import { burnIn } from '../../domain/media/redaction/burn-in.ts';
import { sharpPictures } from './sharp-pictures.ts';

interface Scene {
  readonly background: string;
  readonly scale: number;
  readonly target?: Rectangle | undefined;
  readonly point?: Point;
  readonly masks?: Rectangle[];
}
const viewport = { width: 1280, height: 800 };

/** A page with the target as a green box and secrets as yellow ones, as a browser of the given scale would show it. */
async function photograph({ background, scale, target, masks = [] }: Scene): Promise<Buffer> {
  const size = { width: Math.round(viewport.width * scale), height: Math.round(viewport.height * scale) };
  const box = ({ x, y, width, height }: Rectangle, colour: string) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
  const boxes = [...(target ? [box(target, '#00c853')] : []), ...masks.map((mask) => box(mask, '#ffea00'))];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${viewport.width} ${viewport.height}"><rect width="100%" height="100%" fill="${background}"/>${boxes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).webp({ lossless: true, effort: 0 }).toBuffer();
}

async function process(scene: Scene) {
  const bytes = await photograph(scene);
  const { scale, target, point, masks = [] } = scene;
  const raster = await sharpPictures.decode(bytes);
  burnIn(raster, maskBoxes(masks, scale, raster));
  const plan = planPicture({ scale, target, point }, raster);
  const pictures = await sharpPictures.render(raster, plan);
  return {
    plan,
    full: await look(pictures.full.bytes),
    reading: await look(pictures.reading.bytes),
    thumb: await look(pictures.thumb.bytes),
    pictures,
  };
}

async function look(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): [number, number, number] => {
    const start = (Math.round(y) * info.width + Math.round(x)) * info.channels;
    return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0];
  };
  const count = (matches: (r: number, g: number, b: number) => boolean) => {
    let found = 0;
    for (let i = 0; i < data.length; i += info.channels)
      if (matches(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0)) found++;
    return found;
  };
  return { width: info.width, height: info.height, at, count };
}

const yellow = (r: number, g: number, b: number) => r > 150 && g > 140 && b < 110;
const rose = ([r, g, b]: [number, number, number]) => r > 170 && g < 110 && b < 140;
const green = ([r, g, b]: [number, number, number]) => g > 140 && r < 110 && b < 140;

test.each([1, 2, 1.25])('at scale %d nothing of a masked place is in any size', async (scale) => {
  const masks = [
    { x: 100.3, y: 200.7, width: 180, height: 24 },
    { x: 590, y: 380, width: 40, height: 40 },
    { x: 1250, y: 770, width: 100, height: 100 },
  ];
  const seen = await process({
    background: '#ffffff',
    scale,
    masks,
    target: { x: 600, y: 420, width: 90, height: 30 },
  });
  for (const size of [seen.full, seen.reading, seen.thumb]) expect(size.count(yellow)).toBe(0);
  const factor = seen.full.width / 1280;
  const [r, g, b] = seen.full.at(190 * factor, 212 * factor);
  expect(Math.max(r, g, b)).toBeLessThan(80);
});

test('a secret at the very edge of the crop is in no size either, wherever the crop cuts through it', async () => {
  const target = { x: 600, y: 400, width: 90, height: 30 };
  const { crop } = planPicture({ scale: 1, target }, viewport);
  const atEdges = [
    { x: crop.x - 40, y: crop.y + 60, width: 80, height: 20 },
    { x: crop.x + crop.width - 1, y: crop.y + 100, width: 60, height: 20 },
    { x: crop.x + 120, y: crop.y - 10, width: 90, height: 11 },
    { x: crop.x + 300, y: crop.y + crop.height - 8, width: 90, height: 16 },
  ];
  const shown = await process({ background: '#ffffff', scale: 1, target, masks: atEdges });
  expect(shown.plan.crop).toEqual(crop);
  for (const size of [shown.full, shown.reading, shown.thumb]) expect(size.count(yellow)).toBe(0);
});

test('without masks the same picture does show them, so the count can see a leak', async () => {
  const bytes = await photograph({
    background: '#fff',
    scale: 1,
    masks: [{ x: 100, y: 200, width: 180, height: 24 }],
  });
  expect((await look(bytes)).count(yellow)).toBeGreaterThan(4000);
});

const places: [string, Rectangle][] = [
  ['in the middle', { x: 600, y: 400, width: 90, height: 30 }],
  ['in the upper left corner', { x: 0, y: 0, width: 60, height: 24 }],
  ['in the lower right corner', { x: 1220, y: 776, width: 60, height: 24 }],
  ['tiny', { x: 300, y: 300, width: 6, height: 6 }],
  ['as wide as the page', { x: 0, y: 100, width: 1280, height: 40 }],
];
const scenes = places.flatMap(([name, target]) => [
  { name, target, scale: 1, background: '#ffffff' },
  { name, target, scale: 2, background: '#101010' },
]);

test.each(scenes)(
  'a target $name, scale $scale, on $background is inside the crop and outlined',
  async (scene) => {
    const { plan, reading } = await process(scene);
    const { target } = plan;
    expect({ width: reading.width, height: reading.height }).toEqual(plan.reading);
    expect(reading.width).toBeLessThanOrEqual(1200);
    expect(green(reading.at(target.x + target.width / 2, target.y + target.height / 2))).toBe(true);
    const middle = target.x + target.width / 2;
    const above = Array.from({ length: 18 }, (_, pixels) => Math.max(0, target.y + 6 - pixels));
    expect(above.some((y) => rose(reading.at(middle, y)))).toBe(true);
    // Of the target itself all is there: as much green as its area, less what the outline's inner edge covers.
    const shown = reading.count((r, g, b) => green([r, g, b]));
    expect(shown).toBeGreaterThan(target.width * target.height * 0.25);
  },
);

test('where the pointer was is marked, and its outline is rose on white on dark in this order', async () => {
  const target = { x: 600, y: 400, width: 200, height: 100 };
  const { plan, reading } = await process({
    background: '#101010',
    scale: 1,
    target,
    point: { x: 650, y: 430 },
  });
  const zoom = plan.reading.width / plan.crop.width;
  const tip = { x: (650 - plan.crop.x) * zoom, y: (430 - plan.crop.y) * zoom };
  expect(rose(reading.at(tip.x + 4, tip.y + 10))).toBe(true);
  const y = plan.target.y + plan.target.height / 2;
  const outwards = Array.from({ length: 8 }, (_, pixels) => reading.at(plan.target.x + 2 - pixels, y));
  const line = outwards.findIndex(rose);
  expect(line).toBeGreaterThan(-1);
  const edge = outwards.findIndex((pixel, at) => at > line && Math.min(...pixel) > 150);
  expect(edge).toBeGreaterThan(line);
  expect(Math.max(...(outwards.at(-1) ?? []))).toBeLessThan(150);
});

test.each([
  ['there is none', undefined],
  ['it has no size', { x: 10, y: 10, width: 0, height: 0 }],
  ['it is scrolled out of view', { x: 10, y: 2000, width: 100, height: 30 }],
])('without a target to show (%s) the picture stays whole and unmarked', async (_why, target) => {
  const { plan, reading } = await process({ background: '#ffffff', scale: 1, target });
  expect(plan.crop).toEqual({ x: 0, y: 0, ...viewport });
  expect(plan.target).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  expect(reading.count((r, g, b) => rose([r, g, b]))).toBe(0);
});

test('sizes keep their limits and the same picture always gets the same hash', async () => {
  const scene: Scene = { background: '#ffffff', scale: 3, target: { x: 600, y: 400, width: 90, height: 30 } };
  const [one, other] = [await process(scene), await process(scene)];
  expect(one.full.width).toBe(1920);
  expect(one.thumb.width).toBeLessThanOrEqual(360);
  expect(one.pictures.reading.hash).toBe(other.pictures.reading.hash);
  expect(one.pictures.reading.hash).not.toBe(one.pictures.full.hash);
});

test('what is damaged is unusable, by name', async () => {
  const bytes = await photograph({ background: '#ffffff', scale: 1 });
  await expect(sharpPictures.decode(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({
    name: 'UnusableScreenshot',
    reason: 'undecodable',
  });
});

test('a bomb that claims more pixels than are taken is refused by its header', async () => {
  const bytes = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(bytes.length).toBeLessThan(1024 * 1024);
  await expect(sharpPictures.measure(bytes)).resolves.toMatchObject({ width: 9000, height: 9000 });
  await expect(sharpPictures.decode(bytes)).rejects.toMatchObject({ reason: 'undecodable' });
});

test('an animated picture tells so', async () => {
  const pixels = Buffer.alloc(32 * 64 * 3, 0);
  pixels.fill(255, 32 * 32 * 3);
  const raw = { width: 32, height: 64, channels: 3, pageHeight: 32 } as const;
  const animated = await sharp(pixels, { raw })
    .webp({ loop: 0, delay: [50, 50] })
    .toBuffer();
  await expect(sharpPictures.measure(animated)).resolves.toMatchObject({ frames: 2 });
});
