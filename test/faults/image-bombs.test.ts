import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { sharpPictures } from '../../lib/adapters/media/sharp-pictures.ts';
import { additionalData, encodeSealed } from '../../lib/contracts/capture/batch.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import { processScreenshot } from '../../lib/domain/media/process-screenshot.ts';
import { standardPolicy } from '../../lib/domain/media/redaction/standard-policy.ts';
import { draftStep, guideDraft, recordingId, tenantId } from '../fakes/guide-draft.ts';

const size = { width: 1280, height: 800 };
const draft = guideDraft({ steps: [draftStep(0)] });
const reference = draft.steps[0]?.screenshot;
const key = new Uint8Array(32).fill(7);

/** Everything as in the function, but for the buckets. Gives the reason of a refusal, or the pictures that were kept. */
async function process(picture: Uint8Array): Promise<string | Uint8Array[]> {
  const header = { tenantId, recordingId, subject: reference?.id ?? '' };
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: additionalData('screenshot', header) };
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt(algorithm, aes, new Uint8Array(picture));
  const frame = encodeSealed({ ...header, nonce, ciphertext: new Uint8Array(sealed) });
  const kept: Uint8Array[] = [];
  const ports = {
    drafts: { read: async () => ({ draft, writtenAt: 0 }) },
    keys: { read: async () => key },
    intake: { read: async () => ({ size: frame.length, bytes: frame }) },
    policies: { read: async () => standardPolicy },
    reader: { read: async () => ({ ok: true as const, lines: [] }) },
    pictures: sharpPictures,
    media: { keep: async (_key: string, bytes: Uint8Array) => void kept.push(bytes) },
    now: () => 1e9,
  };
  try {
    const screenshotId = reference?.id ?? '';
    await processScreenshot(ports, { draftKey: 'drafts/one.json', screenshotId, isLastTry: false });
    return kept;
  } catch (error) {
    if (error instanceof Error && 'reason' in error) return String(error.reason);
    throw error;
  }
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** `depth` in bits of grey. */
function png(width: number, height: number, depth: 1 | 8, ...chunks: Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = depth;
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** Rows of one value, packed as tightly as deflate can. */
const rows = (width: number, height: number, depth: 1 | 8) =>
  chunk('IDAT', deflateSync(Buffer.alloc(height * (1 + Math.ceil((width * depth) / 8))), { level: 9 }));

const megabytes = 1024 * 1024;
const inflating = deflateSync(Buffer.alloc(160 * megabytes), { level: 9 });
const named = (name: string) => Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), inflating]);
const plain = () => rows(size.width, size.height, 8);
const unfolding = png(9_000, 9_000, 1, rows(9_000, 9_000, 1));

/** The size that a JPEG's frame header announces, changed in place. */
function jpegClaiming(jpeg: Buffer, width: number, height: number): Buffer {
  const claimed = Buffer.from(jpeg);
  const at = claimed.findIndex((byte, i) => byte === 0xff && [0xc0, 0xc2].includes(claimed[i + 1] ?? 0));
  claimed.writeUInt16BE(height, at + 5);
  claimed.writeUInt16BE(width, at + 7);
  return claimed;
}

/** A lossless WebP has 14 bits for each side behind its signature byte. */
function webpClaiming(webp: Buffer, side: number): Buffer {
  const claimed = Buffer.from(webp);
  const at = claimed.indexOf(0x2f, 20) + 1;
  claimed.writeUInt32LE(((side - 1) | ((side - 1) << 14)) >>> 0, at);
  return claimed;
}

let screenshot: Buffer;
let jpeg: Buffer;
let webp: Buffer;
let animatedWebp: Buffer;
beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  screenshot = await sharp({ create: { ...size, channels: 3, background: '#fff', noise } })
    .webp()
    .toBuffer();
  jpeg = await sharp(screenshot).jpeg().toBuffer();
  webp = await sharp(screenshot).resize(64, 64).webp({ lossless: true }).toBuffer();
  const frames = Buffer.alloc(64 * 128 * 3).map((_, i) => i % 251);
  animatedWebp = await sharp(frames, { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } })
    .webp({ loop: 0 })
    .toBuffer();
});

const svg = (inside = '') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800">${inside}</svg>`);
const control = Buffer.alloc(8);
control.writeUInt32BE(5_000);

const refused: readonly (readonly [string, () => Buffer, string])[] = [
  ['a small PNG that unfolds to 81 megapixels', () => unfolding, 'too-many-pixels'],
  ['a PNG that claims 40 gigapixels', () => png(200_000, 200_000, 8, plain()), 'too-many-pixels'],
  ['a JPEG that claims 4 gigapixels', () => jpegClaiming(jpeg, 65_000, 65_000), 'too-many-pixels'],
  ['a WebP that claims 268 megapixels', () => webpClaiming(webp, 16_383), 'too-many-pixels'],
  ['a PNG of another size than was recorded', () => png(1_281, 800, 8, rows(1_281, 800, 8)), 'other-size'],
  ['an animated WebP', () => animatedWebp, 'animated'],
  ['an animated PNG', () => png(size.width, size.height, 8, chunk('acTL', control), plain()), 'animated'],
  ['an SVG', () => svg('<image href="file:///etc/passwd"/>'), 'foreign-format'],
  [
    'an SVG behind the magic bytes of a PNG',
    () => Buffer.concat([png(1, 1, 8).subarray(0, 8), svg()]),
    'undecodable',
  ],
  ['a GIF', () => Buffer.from('GIF89a'.padEnd(800, '\0')), 'foreign-format'],
  [
    'a PNG cut off in its data',
    () => png(size.width, size.height, 8, plain()).subarray(0, 200),
    'undecodable',
  ],
];

const harmless: readonly (readonly [string, () => Buffer])[] = [
  [
    'a PNG with more data than its picture has',
    () => png(size.width, size.height, 8, chunk('IDAT', inflating)),
  ],
  [
    'a PNG with a comment of 160 MB',
    () => png(size.width, size.height, 8, chunk('zTXt', named('Comment')), plain()),
  ],
  [
    'a PNG with a colour profile of 160 MB',
    () => png(size.width, size.height, 8, chunk('iCCP', named('icc')), plain()),
  ],
];

test.each(refused)('%s is refused', async (_name, make, reason) => {
  expect(await process(make())).toBe(reason);
});

test.each([
  ['a page behind a PNG', () => Buffer.concat([png(size.width, size.height, 8, plain()), hidden])],
  ['a page in the comment of a JPEG', () => commented(jpeg)],
])('of %s nothing reaches a reader', async (_name, make) => {
  const bytes = make();
  expect(bytes.includes('<script>')).toBe(true);
  const kept = await process(bytes);
  expect(kept).toHaveLength(3);
  for (const picture of kept) {
    expect(Buffer.from(picture as Uint8Array).includes('<script>')).toBe(false);
    expect(await sharp(picture as Uint8Array).metadata()).toMatchObject({ format: 'webp' });
  }
});

const hidden = Buffer.from('<html><script>alert(1)</script></html>');

function commented(picture: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(hidden.length + 2);
  return Buffer.concat([
    picture.subarray(0, 2),
    Buffer.from([0xff, 0xfe]),
    length,
    hidden,
    picture.subarray(2),
  ]);
}

/** Kilobytes; the process never had more in memory than this. */
const peak = () => globalThis.process.resourceUsage().maxRSS;

test('all of them together cost no more memory than a screenshot, and each less time', async () => {
  const bombs = [...refused, ...harmless].map(([, make]) => make());
  for (const bomb of bombs) expect(bomb.length).toBeLessThan(recordingLimits.screenshotBytes);
  expect(await process(screenshot)).toHaveLength(3);
  const [before, began] = [peak(), performance.now()];
  expect(await process(screenshot)).toHaveLength(3);
  const usual = performance.now() - began;
  const start = performance.now();
  for (const bomb of bombs) await process(bomb);
  expect((performance.now() - start) / bombs.length).toBeLessThan(2 * usual);
  expect(peak() - before).toBeLessThan(64 * 1024);
});

test('control: decoded without limits, the smallest of them takes more than all of that', async () => {
  expect(unfolding.length).toBeLessThan(32 * 1024);
  const before = peak();
  const decoded = await sharp(unfolding, { limitInputPixels: false }).toColourspace('srgb').raw().toBuffer();
  expect(decoded.length).toBeGreaterThan(75 * megabytes);
  expect(peak() - before).toBeGreaterThan(64 * 1024);
});
