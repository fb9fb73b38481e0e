import { beforeAll, expect, test } from 'vitest';
import { draftStep, guideDraft, guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { additionalData, encodeSealed, type SealedHeader } from '../../contracts/capture/batch.ts';
import { type MediaPorts, processScreenshot } from './process-screenshot.ts';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const key = new Uint8Array(32).fill(7);
const draft = guideDraft({ steps: [draftStep(0), draftStep(1, { screenshot: undefined })] });
const screenshotId = draft.steps[0]?.screenshot?.id ?? '';
const header = { tenantId, recordingId, subject: screenshotId };
const item = { draftKey: 'drafts/one.json', stepId: 'stp_0' };
let sealedPng: Uint8Array;

async function seal(bytes: Uint8Array, place: SealedHeader, kind: 'screenshot' | 'batch' = 'screenshot') {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: additionalData(kind, place) };
  const ciphertext = await crypto.subtle.encrypt(algorithm, aes, new Uint8Array(bytes));
  return encodeSealed({ ...place, nonce, ciphertext: new Uint8Array(ciphertext) });
}

beforeAll(async () => {
  sealedPng = await seal(png, header);
});

function fakeMedia(changes: Partial<MediaPorts> = {}) {
  const kept = new Map<string, Uint8Array>();
  let rendered = 0;
  const picture = (name: string) => ({ bytes: new TextEncoder().encode(name), hash: `hash-of-${name}` });
  const ports: MediaPorts = {
    drafts: { read: async () => ({ draft, writtenAt: 0 }) },
    keys: { read: async () => key },
    intake: { read: async () => ({ size: sealedPng.length, bytes: sealedPng }) },
    pictures: {
      measure: async () => ({ width: 1280, height: 800, frames: 1 }),
      luminance: async () => ({ width: 1280, height: 800, pixels: new Uint8Array(1280 * 800) }),
      render: async () => {
        rendered++;
        return { full: picture('full'), reading: picture('reading'), thumb: picture('thumb') };
      },
    },
    media: {
      keep: async (name, bytes) => {
        if (!kept.has(name)) kept.set(name, bytes);
      },
    },
    now: () => 60_000,
    ...changes,
  };
  return { ports, kept, rendered: () => rendered };
}

const reasonOf = (changes: Partial<MediaPorts>) =>
  processScreenshot(fakeMedia(changes).ports, item).then(
    () => 'processed',
    (error: { name: string; reason?: string }) => `${error.name}: ${error.reason}`,
  );
const arrived = (bytes: Uint8Array) => ({ intake: { read: async () => ({ size: bytes.length, bytes }) } });

test('a sealed screenshot becomes three pictures under keys that hold their hash, however often it is done', async () => {
  const { ports, kept } = fakeMedia();
  const once = await processScreenshot(ports, item);
  expect(await processScreenshot(ports, item)).toEqual(once);
  const prefix = `${tenantId}/${guideId}/stp_0`;
  expect([...kept.keys()].sort()).toEqual(
    ['full', 'reading', 'thumb'].map((size) => `${prefix}/${size}.hash-of-${size}.webp`),
  );
  expect(once.image?.reading.key).toBe('reading.hash-of-reading.webp');
});

test('a step without a screenshot goes without, and says so', async () => {
  const { ports } = fakeMedia();
  expect(await processScreenshot(ports, { ...item, stepId: 'stp_1' })).toEqual({
    stepId: 'stp_1',
    image: null,
    reason: 'no-screenshot',
  });
});

test('a screenshot that has not arrived is waited for, and given up once the draft has been there for a while', async () => {
  const missing = { intake: { read: async () => undefined } };
  expect(await reasonOf({ ...missing, now: () => 44_000 })).toBe('ScreenshotNotArrived: undefined');
  expect(await reasonOf({ ...missing, now: () => 46_000 })).toBe('UnusableScreenshot: never-uploaded');
});

test('a frame over the limit is never read', async () => {
  expect(await reasonOf({ intake: { read: async () => ({ size: 6_000_000 }) } })).toBe(
    'UnusableScreenshot: too-large',
  );
});

test('frames of another tenant, recording or place, batches, and wrong keys do not open', async () => {
  const foreign = { ...header, tenantId: 'tnt_00000000000000000000000009' };
  expect(await reasonOf(arrived(await seal(png, foreign)))).toBe('UnusableScreenshot: foreign-frame');
  const elsewhere = { ...header, subject: 'sht_000000000099' };
  expect(await reasonOf(arrived(await seal(png, elsewhere)))).toBe('UnusableScreenshot: foreign-frame');
  expect(await reasonOf(arrived(await seal(png, header, 'batch')))).toBe('UnusableScreenshot: wrong-key');
  const otherKey = { keys: { read: async () => new Uint8Array(32).fill(8) } };
  expect(await reasonOf(otherKey)).toBe('UnusableScreenshot: wrong-key');
  expect(await reasonOf({ keys: { read: async () => undefined } })).toBe(
    'UnusableScreenshot: unknown-recording',
  );
});

test('a renamed header does not help: the tag covers it', async () => {
  const frame = await seal(png, { ...header, subject: 'sht_000000000099' });
  const text = new TextDecoder('latin1').decode(frame).replace('sht_000000000099', screenshotId);
  const renamed = Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(await reasonOf(arrived(renamed))).toBe('UnusableScreenshot: wrong-key');
});

test('every flipped byte of a frame is noticed', async () => {
  for (let at = 0; at < sealedPng.length; at++) {
    const flipped = sealedPng.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(await reasonOf(arrived(flipped))).toMatch(/^UnusableScreenshot/);
  }
});

test('only WebP, PNG and JPEG are handed to the decoder', async () => {
  const svg = await seal(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), header);
  const { ports, rendered } = fakeMedia(arrived(svg));
  await expect(processScreenshot(ports, item)).rejects.toMatchObject({ reason: 'foreign-format' });
  expect(rendered()).toBe(0);
});

test.each([
  ['too-many-pixels', { width: 8000, height: 8000, frames: 1 }],
  ['animated', { width: 1280, height: 800, frames: 2 }],
  ['other-size', { width: 1281, height: 800, frames: 1 }],
])('%s is refused before anything is decoded', async (reason, size) => {
  const fake = fakeMedia();
  const pictures = { ...fake.ports.pictures, measure: async () => size };
  await expect(processScreenshot({ ...fake.ports, pictures }, item)).rejects.toMatchObject({ reason });
  expect(fake.rendered()).toBe(0);
});
