import { beforeAll, expect, test } from 'vitest';
import { fakeCompose, fakeRecording, recordingKey } from '../../../test/fakes/compose-ports.ts';
import { draftStep, guideDraft, guideId, recordingId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import { lineAt } from '../../../test/fakes/read-words.ts';
import { deliver, sealAll } from '../../../test/fakes/recorded-batches.ts';
import { button, field, Trace } from '../../../test/fixtures/traces/trace.ts';
import { additionalData, encodeSealed, type SealedHeader } from '../../contracts/capture/batch.ts';
import type { Draft, DraftStep } from '../../contracts/guides/draft.ts';
import { redactBeforeTitling } from '../ai/redact-before-titling.ts';
import { assembleGuide } from '../compose/live/assemble-guide.ts';
import { composeDeliveries } from '../compose/live/compose-deliveries.ts';
import { redactingOpener } from '../compose/live/redacting-opener.ts';
import type { TextDetector } from '../redaction/hiding/second-detector.ts';
import { type MediaPorts, processScreenshot } from './process-screenshot.ts';
import type { Raster } from './redaction/raster.ts';
import type { WordsRead } from './redaction/read-words.ts';
import { standardPolicy } from './redaction/standard-policy.ts';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const key = new Uint8Array(recordingKey);
const draft = guideDraft({ steps: [draftStep(0), draftStep(1, { screenshot: undefined })] });
const screenshotId = draft.steps[0]?.screenshot?.id ?? '';
const header = { tenantId, recordingId, subject: screenshotId };
const item = { draftKey: 'drafts/one.json', screenshotId, isLastTry: false };
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
  const made: Raster[] = [];
  let rendered = 0;
  const picture = (name: string) => ({ bytes: new TextEncoder().encode(name), hash: `hash-of-${name}` });
  const ports: MediaPorts = {
    drafts: { read: async () => ({ draft, writtenAt: 0 }) },
    keys: { read: async () => key },
    intake: { read: async () => ({ size: sealedPng.length, bytes: sealedPng }) },
    pictures: {
      measure: async () => ({ width: 1280, height: 800, frames: 1 }),
      decode: async () => ({ width: 1280, height: 800, pixels: new Uint8Array(1280 * 800 * 3).fill(255) }),
      luminance: async (raster) => {
        made.push(raster);
        return { width: 1280, height: 800, pixels: new Uint8Array(1280 * 800) };
      },
      render: async (raster) => {
        rendered++;
        made.push(raster);
        return { full: picture('full'), reading: picture('reading'), thumb: picture('thumb') };
      },
    },
    media: {
      keep: async (name, bytes) => {
        if (!kept.has(name)) kept.set(name, bytes);
      },
    },
    policies: { read: async () => standardPolicy },
    reader: { read: async () => ({ ok: true, lines: [] }) },
    now: () => 60_000,
    ...changes,
  };
  return { ports, kept, made, rendered: () => rendered };
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
  expect(once.pictures.map(({ image }) => image.reading.key)).toEqual(['reading.hash-of-reading.webp']);
});

test('steps that show the same screenshot get pictures of their own, and it is read once', async () => {
  let readings = 0;
  const shared = draftStep(4, { screenshot: draft.steps[0]?.screenshot });
  const { ports, kept } = fakeMedia({
    drafts: { read: async () => ({ draft: { ...draft, steps: [...draft.steps, shared] }, writtenAt: 0 }) },
    reader: {
      read: async () => {
        readings += 1;
        return { ok: true, lines: [] };
      },
    },
  });
  const { pictures } = await processScreenshot(ports, item);
  expect(pictures.map(({ stepId }) => stepId)).toEqual(['stp_0', 'stp_4']);
  expect([kept.size, readings]).toEqual([6, 1]);
});

test('a screenshot that no step shows is none of this guide', async () => {
  const other = { ...item, screenshotId: 'sht_000000000077' };
  await expect(processScreenshot(fakeMedia().ports, other)).rejects.toMatchObject({
    reason: 'unknown-screenshot',
  });
});

const masked = [{ x: 100, y: 100, width: 50, height: 20 }];
const cardAt = { x: 400, y: 300, width: 200, height: 16 };
const cardLine = [{ text: '4111111111111111', confidence: 1, box: cardAt }];
const isDark = ({ width, pixels }: Raster, x: number, y: number) => (pixels[(y * width + x) * 3] ?? 255) < 80;

test('all that is made of it is made of pixels in which the page’s masks and what was read are covered', async () => {
  const step = draftStep(0, {
    screenshot: { ...draftStep(0).screenshot, masks: masked } as DraftStep['screenshot'],
  });
  const answers: WordsRead[] = [{ ok: true, lines: [cardLine] }];
  const { ports, made } = fakeMedia({
    drafts: { read: async () => ({ draft: { ...draft, steps: [step] }, writtenAt: 0 }) },
    reader: { read: async () => answers.shift() ?? { ok: true, lines: [] } },
  });
  await processScreenshot(ports, item);
  expect(made).toHaveLength(2);
  for (const raster of made) {
    expect(isDark(raster, 125, 110)).toBe(true);
    expect(isDark(raster, 500, 308)).toBe(true);
    expect(isDark(raster, 900, 600)).toBe(false);
  }
});

/** What titling leaves in a draft of which a detector knew somebody. */
async function seenByDetector(value: string) {
  const detector: TextDetector = {
    detect: async (texts) =>
      texts.map((text) => {
        const start = text.indexOf(value);
        const end = start + value.length;
        return start < 0 ? [] : [{ kind: 'person-name', start, end, confidence: 0.99 }];
      }),
  };
  const named = guideDraft({ steps: [draftStep(0, { note: `Desk of ${value}` })] });
  const ports = { policies: policiesWith(), detector, report: { error: () => undefined } };
  return (await redactBeforeTitling(ports, named, 0)).draft.seen;
}

/** The guide of a recording that shows a picture first, and tells who stands there by a field near its end. */
async function assembled(): Promise<Draft> {
  const trace = new Trace('https://crm.example/', 'Customers');
  trace.click(button('Open')).type(field('Full name', { nameSource: 'label' }), 'Zorvik Blantrem');
  const plain = fakeCompose();
  const ports = { ...plain, opener: redactingOpener(plain.opener, plain.policies) };
  const frames = sealAll(trace.actions, 20);
  await composeDeliveries(
    ports,
    frames.map((frame) => deliver(frame)),
  );
  const kept: Draft[] = [];
  const drafts = { put: async (_key: string, made: Draft) => void kept.push(made) };
  const asked = { lastSequence: frames.length, visibility: 'private', requestedBy: 'usr_1' } as const;
  await assembleGuide({ ...ports, drafts }, { ...fakeRecording(), ...asked });
  const [made] = kept;
  if (!made) throw new Error('no draft was kept');
  const steps = made.steps.map((step, at) =>
    at === 0 ? { ...step, screenshot: draftStep(0).screenshot } : step,
  );
  const titling = { policies: plain.policies, report: { error: () => undefined } };
  return (await redactBeforeTitling(titling, { ...made, tenantId, guideId, steps }, 0)).draft;
}

test('what a field gives away only near the end of a recording is covered in the pictures before it', async () => {
  const made = await assembled();
  expect(JSON.stringify(made)).not.toMatch(/Zorvik|Blantrem/);
  const header = [lineAt(400, 300, 'Order of Zorvik BLANTREM'), lineAt(400, 400, 'Zorvik Corporation')];
  const dark = async (shown: Draft) => {
    const answers: WordsRead[] = [{ ok: true, lines: header }];
    const { ports, made: rasters } = fakeMedia({
      drafts: { read: async () => ({ draft: shown, writtenAt: 0 }) },
      reader: { read: async () => answers.shift() ?? { ok: true, lines: [] } },
    });
    await processScreenshot(ports, item);
    const words = header.flat();
    return words
      .filter(({ box }) => rasters[0] && isDark(rasters[0], box.x + box.width / 2, box.y + box.height / 2))
      .map(({ text }) => text);
  };
  expect(await dark(made)).toEqual(['Zorvik', 'BLANTREM']);
  // Control: without what assembling learned the picture shows it.
  const { learned, ...forgetful } = made;
  expect(learned?.values).toHaveLength(1);
  expect(await dark(forgetful)).toEqual([]);
});

test('what the second detector saw in the texts is covered in pictures as well, and what somebody began to type', async () => {
  const target = { x: 300, y: 500, width: 300, height: 40 };
  const step = draftStep(0, {
    value: { text: 'a person’s name', masked: false },
    screenshot: { ...draftStep(0).screenshot, scale: 1, target } as DraftStep['screenshot'],
  });
  const seen = await seenByDetector('Qhutumo Zorblat');
  const line = [lineAt(400, 300, 'Qhutumo Zorblat'), lineAt(320, 512, 'Qhu'), lineAt(700, 512, 'Total')];
  const dark = async (changes: Partial<Draft>) => {
    const answers: WordsRead[] = [{ ok: true, lines: line }];
    const { ports, made } = fakeMedia({
      drafts: { read: async () => ({ draft: { ...draft, ...changes }, writtenAt: 0 }) },
      reader: { read: async () => answers.shift() ?? { ok: true, lines: [] } },
    });
    await processScreenshot(ports, item);
    const [raster] = made;
    return [
      [420, 307],
      [330, 519],
      [720, 519],
    ].map(([x = 0, y = 0]) => raster && isDark(raster, x, y));
  };
  expect(await dark({ steps: [step], seen })).toEqual([true, true, false]);
  expect(await dark({})).toEqual([false, false, false]);
});

test('what is still read after it was covered twice withholds the picture, and nothing of it is kept', async () => {
  let readings = 0;
  const { ports, kept } = fakeMedia({
    reader: {
      read: async () => {
        readings += 1;
        const box = { ...cardAt, y: 100 * readings };
        return { ok: true, lines: [[{ text: '4111111111111111', confidence: 1, box }]] };
      },
    },
  });
  expect(await processScreenshot(ports, item)).toEqual({
    screenshotId,
    pictures: [],
    reason: 'sensitive-left',
    kinds: ['card'],
  });
  expect([kept.size, readings]).toEqual([0, 3]);
});

const failing = (reason: 'busy' | 'unavailable') => ({
  reader: { read: async () => ({ ok: false as const, reason }) },
});

test.each([
  ['unavailable', 'ReaderUnavailable', 60_000],
  ['busy', 'ReaderBusy', 600_000],
] as const)(
  'a reader that is %s is waited for, then the picture goes without and says so',
  async (reason, name, patience) => {
    const { ports, kept } = fakeMedia({ ...failing(reason), now: () => patience - 1 });
    await expect(processScreenshot(ports, item)).rejects.toMatchObject({ name });
    expect(kept.size).toBe(0);
    expect(await processScreenshot(ports, { ...item, isLastTry: true })).toMatchObject({ unread: true });
    expect(kept.size).toBe(3);
    // Of a guide with many pictures the later ones find that all have waited long enough.
    const late = fakeMedia({ ...failing(reason), now: () => patience });
    expect(await processScreenshot(late.ports, item)).toMatchObject({ unread: true });
  },
);

/** Reads a card number first, and fails from then on, so many times. */
const failingAfter = (first: readonly WordsRead[], times: number) => {
  const failures = Array.from({ length: times }, (): WordsRead => ({ ok: false, reason: 'unavailable' }));
  const answers = [...first, ...failures];
  return { reader: { read: async (): Promise<WordsRead> => answers.shift() ?? { ok: true, lines: [] } } };
};
const cardRead: WordsRead = { ok: true, lines: [cardLine] };

test('what was found and covered, and could then not be read again, withholds the picture even at the last try', async () => {
  const { ports, kept } = fakeMedia(failingAfter([cardRead], 1));
  expect(await processScreenshot(ports, { ...item, isLastTry: true })).toEqual({
    screenshotId,
    pictures: [],
    reason: 'not-read',
    kinds: ['card'],
  });
  expect(kept.size).toBe(0);
  // Control: where only the first reading fails nothing was found, and the picture is published as unread.
  const blind = fakeMedia(failingAfter([], 1));
  expect(await processScreenshot(blind.ports, { ...item, isLastTry: true })).toMatchObject({ unread: true });
});

test('until the last try it is waited for, and the picture read anew from the beginning', async () => {
  const { ports } = fakeMedia({ ...failingAfter([cardRead], 1), now: () => 1_000 });
  await expect(processScreenshot(ports, item)).rejects.toMatchObject({ name: 'ReaderUnavailable' });
  expect((await processScreenshot(ports, item)).pictures).toHaveLength(1);
});

test('where the company is strict, a picture that could not be read is withheld', async () => {
  const policies = { read: async () => ({ ...standardPolicy, strictness: 'strict' as const }) };
  const { ports, kept } = fakeMedia({ ...failing('unavailable'), policies });
  expect(await processScreenshot(ports, { ...item, isLastTry: true })).toEqual({
    screenshotId,
    pictures: [],
    reason: 'not-read',
  });
  expect(kept.size).toBe(0);
});

test('the company’s policy decides what is covered, by the host of the page', async () => {
  const asked: (string | undefined)[] = [];
  const policies = {
    read: async () => ({
      strictness: 'standard' as const,
      find: (_text: string, { host }: { host: string }) => {
        asked.push(host);
        return [];
      },
    }),
  };
  const { ports, made } = fakeMedia({
    policies,
    reader: { read: async () => ({ ok: true, lines: [cardLine] }) },
  });
  await processScreenshot(ports, item);
  expect(new Set(asked)).toEqual(new Set(['shop.example']));
  expect(made.some((raster) => isDark(raster, 500, 308))).toBe(false);
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
