import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AuditEntry, listAuditResponse } from '../../lib/contracts/audit/entry.ts';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import { standardRules } from '../../lib/contracts/redaction/policy.ts';
import { createLinkResponse } from '../../lib/contracts/share/link.ts';
import type { ScriptedAnswer } from '../../local/textract/script.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { holdGuide } from '../cloud/held-guide.ts';
import { launchChromium } from '../cloud/plain-chromium.ts';
import { plainPicture } from '../cloud/plain-picture.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';
import { scriptReader, seesNothing } from '../cloud/scripted-reader.ts';
import { openShareLink } from '../cloud/share-link.ts';
import { adminClient } from '../cloud/tenant-tables.ts';
import { expectNoViolations, signIn } from '../cloud/web-application.ts';

let product: ProductCloud;
let s3: S3Client;
let intake: string;

beforeAll(async () => {
  product = await startProductCloud(undefined, { workflowRetryPace: 0.01 });
  s3 = new S3Client(adminClient(product));
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  intake = Buckets.find(({ Name = '' }) => Name.includes('intake'))?.Name ?? '';
});
afterAll(() => product?.[Symbol.asyncDispose]());

/** What reads the picture next says that a card number stands there. */
const cardAt = (top: number): ScriptedAnswer => ({
  words: [{ text: '4929645727989263', left: 0.3, top, width: 0.2, height: 0.02 }],
  times: 1,
});

interface Made {
  readonly guideId: string;
  readonly recordingId: string;
  /** SHA-256 of what was uploaded, by the screenshots' ids. */
  readonly uploaded: Readonly<Record<string, string>>;
}

/** A recording of two steps with so many pictures, made into a guide, published or not. */
async function record(
  answers: readonly ScriptedAnswer[],
  pictures = 1,
  picture?: Buffer,
  masks: readonly Rectangle[] = [],
): Promise<Made> {
  scriptReader(product.stateDirectory, answers);
  const agent = await product.openRecording();
  const ids = Array.from({ length: pictures }, (_, at) => `sht_000000000000000${at}`);
  for (const id of ids)
    expect((await agent.uploadScreenshot(id, picture ?? (await plainPicture()))).status).toBe(200);
  const uploaded = Object.fromEntries(
    await Promise.all(
      (await intakeOf(agent.recordingId)).map(async (key) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: intake, Key: key }));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        return [key.split('/').at(-1), createHash('sha256').update(bytes).digest('hex')];
      }),
    ),
  );
  expect(Object.keys(uploaded)).toEqual(ids);
  const actions = [0, 1].map((at) => {
    const screenshotId = ids[at];
    const action = clickAction(at, screenshotId ? { screenshotId } : {});
    return {
      ...action,
      ...(action.screenshot && { screenshot: { ...action.screenshot, masks: [...masks] } }),
    };
  });
  await agent.send(await agent.seal(1, actions));
  await agent.finalize(1);
  const { guideId, recordingId } = agent;
  return { guideId, recordingId, uploaded };
}

const ended = (recordingId: string) =>
  eventually(
    () => product.recording(recordingId),
    ({ status }) => ['published', 'blocked', 'failed'].includes(status),
    60_000,
  );

async function intakeOf(recordingId: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: intake }));
  return Contents.flatMap(({ Key = '' }) => (Key.includes(recordingId) ? [Key] : [])).sort();
}

/** What the log has of an action on this guide or recording. */
function logged(action: string, id: string): Promise<AuditEntry[]> {
  return eventually(
    async () => {
      const answer = await product.call('GET', '/v1/audit?limit=200');
      const { entries } = listAuditResponse.parse(await answer.json());
      return entries.filter((entry) => entry.action === action && entry.resource.id === id);
    },
    (entries) => entries.length > 0,
    30_000,
  );
}

test('what comes back wherever it was covered holds the guide, which says which step and why until somebody decides', async () => {
  const { guideId, recordingId } = await record([cardAt(0.2), cardAt(0.4), cardAt(0.6), seesNothing]);
  expect((await ended(recordingId)).status).toBe('blocked');
  const sentence = 'Step 1 has no picture: it shows a card number that could not be covered.';
  const held = await product.guide(guideId);
  expect(held).toMatchObject({ status: 'blocked', publishedUrl: null, missing: [sentence] });
  expect(held.guide.steps.map(({ screenshot }) => screenshot)).toEqual([null, null]);
  expect(await logged('blockGuide', guideId)).toMatchObject([
    { outcome: 'refused', facts: { recordingId, steps: '1', kinds: 'card' } },
  ]);

  const browser = await launchChromium();
  try {
    const owner = { editorUrl: product.edge, email: 'ada@example.com', password: 'a long password' };
    const { page } = await signIn(browser, owner);
    await page.goto(`${product.edge}/guides/${guideId}`);
    const notice = page.getByRole('region', { name: 'This guide is not published' });
    await notice.getByRole('link', { name: sentence }).waitFor();
    await expectNoViolations(page, 'guide that is not published');
    await notice.getByRole('button', { name: 'Publish without that picture' }).click();
    await notice.waitFor({ state: 'detached' });
  } finally {
    await browser.close();
  }
  const published = await product.guide(guideId);
  expect(published).toMatchObject({ status: 'partial', missing: [sentence] });
  expect(published.publishedUrl).toContain('/');
  expect(await logged('publishWithoutPictures', guideId)).toMatchObject([{ actor: { kind: 'user' } }]);
  const again = await product.call('POST', `/v1/guides/${guideId}/publish-without-pictures`, {});
  expect(again.status).toBe(409);
  expect(await logged('publishWithoutPictures', guideId)).toHaveLength(1);
});

test('a decision that broke off while publishing holds the guide, and taking it again publishes it once', async () => {
  const { guideId, recordingId } = await record([cardAt(0.2), cardAt(0.4), cardAt(0.6), seesNothing]);
  expect((await ended(recordingId)).status).toBe('blocked');
  const decide = () => product.call('POST', `/v1/guides/${guideId}/publish-without-pictures`, {});
  const functionName = product.functionName('PublishWithoutPictures');
  // At its first look, while it writes the pages, and before it is noted.
  for (const [call, when] of [
    [1, 'before'],
    [5, 'after'],
    [8, 'after'],
  ] as const) {
    const death = product.faults.killWorker({ functionName, call, when });
    expect((await decide()).status).toBeGreaterThanOrEqual(500);
    expect(death.struck()).toBe(1);
    death.heal();
    expect(await product.guide(guideId)).toMatchObject({ status: 'blocked' });
  }
  expect(await (await decide()).json()).toMatchObject({ status: 'partial' });
  const { status, publishedUrl } = await product.guide(guideId);
  expect([status, publishedUrl]).toEqual(['partial', expect.stringContaining('/index.html')]);
  expect((await decide()).status).toBe(409);
  expect(await logged('publishWithoutPictures', guideId)).toHaveLength(1);
  expect(await (await product.call('POST', `/v1/guides/${guideId}/links`, {})).json()).toMatchObject({
    url: expect.any(String),
  });
});

test('a revoked link of a held guide is of no use, and the others lead to the pages that stood, carried as they are', async () => {
  const { guideId, recordingId } = await record([seesNothing]);
  expect((await ended(recordingId)).status).toBe('published');
  await product.call('PUT', `/v1/guides/${guideId}/visibility`, { visibility: 'link' });
  const newLink = async () =>
    createLinkResponse.parse(await (await product.call('POST', `/v1/guides/${guideId}/links`, {})).json());
  const [revoked, kept] = [await newLink(), await newLink()];
  const [before, other] = [await openShareLink(revoked.url), await openShareLink(kept.url)];
  const page = await (await other.read('index.html')).text();
  const [picture = ''] = /images\/[^" ]+-reading[^" ]+/.exec(page) ?? [];
  await holdGuide(product, guideId);

  const answer = await product.call('DELETE', `/v1/guides/${guideId}/links/${revoked.link.id}`);
  expect(answer.status).toBe(204);
  const now = await openShareLink(kept.url);
  expect(now.base).not.toBe(before.base);
  expect(await (await now.read('index.html')).text()).toBe(page);
  expect((await now.read(picture)).headers.get('content-type')).toBe('image/webp');
  await expect(openShareLink(revoked.url)).rejects.toThrow('answered 4');
  await eventually(
    () => before.read('index.html'),
    ({ status }) => status >= 400,
    10_000,
  );
  expect(await product.guide(guideId)).toMatchObject({ status: 'blocked' });
});

test('control: where nobody looks again, the same picture is published', async () => {
  const { guideId, recordingId } = await record([cardAt(0.2), seesNothing]);
  expect((await ended(recordingId)).status).toBe('published');
  const { status, guide } = await product.guide(guideId);
  expect([status, guide.steps[0]?.screenshot?.width]).toEqual(['published', expect.any(Number)]);
});

test('what was uploaded is gone once the guide is there, held or not, and the log says what it was', async () => {
  // Each at a place of its own: whichever picture is read next, none of it is covered yet.
  const always = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85].map(cardAt);
  for (const [status, answers] of [
    ['published', [seesNothing]],
    ['blocked', always],
  ] as const) {
    const { recordingId, uploaded } = await record(answers, 2);
    expect((await ended(recordingId)).status).toBe(status);
    const [entry] = await logged('deleteOriginals', recordingId);
    expect(entry?.facts).toMatchObject({
      deleted: '2',
      confirmed: 'HeadObject 404',
      ...Object.fromEntries(Object.entries(uploaded).map(([id, hash]) => [id, `sha256 ${hash}`])),
    });
    expect(await intakeOf(recordingId)).toEqual([]);
  }
});

test.each([
  ['before', 6],
  ['after', 6],
  ['after', 8],
  ['after', 10],
] as const)('killed %s its %ith call, the deletion loses no proof and leaves nothing', async (when, call) => {
  const functionName = product.functionName('DeleteOriginals');
  const death = product.faults.killWorker({ functionName, call, when });
  const { recordingId, uploaded } = await record([seesNothing], 2);
  await ended(recordingId);
  const entries = await logged('deleteOriginals', recordingId);
  expect(death.struck()).toBe(1);
  death.heal();
  expect(entries).toHaveLength(1);
  expect(entries[0]?.facts).toMatchObject(
    Object.fromEntries(Object.entries(uploaded).map(([id, hash]) => [id, `sha256 ${hash}`])),
  );
  expect(await intakeOf(recordingId)).toEqual([]);
});

/** Where on the picture a card number is drawn, which no page could have marked. */
const drawn = { x: 60, y: 150, width: 300, height: 40 };

function drawing(): Promise<Buffer> {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="60" y="180" font-family="sans-serif" font-size="28" fill="#212529">4929 6457 2798 9263</text>
      <text x="60" y="260" font-family="sans-serif" font-size="28" fill="#212529">Thank you for the order</text>
    </svg>`),
  )
    .png()
    .toBuffer();
}

/** Of the drawn number's place in the full size of the first step's picture: the share that is nearly white. */
async function shareOfGround(guideId: string): Promise<number> {
  const { guide } = await product.guide(guideId);
  const picture = await (await fetch(guide.steps[0]?.screenshot?.fullUrl ?? '')).arrayBuffer();
  const { data } = await sharp(Buffer.from(picture))
    .extract({ left: drawn.x, top: drawn.y, width: drawn.width - 60, height: drawn.height - 10 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((value) => value > 200).length / data.length;
}

test('a number that is only drawn is read and covered on the published picture', async () => {
  const { guideId, recordingId } = await record([], 1, await drawing());
  expect((await ended(recordingId)).status).toBe('published');
  expect(await shareOfGround(guideId)).toBeLessThan(0.35);
});

test('control: where nobody reads it, the number is there to be seen', async () => {
  const { guideId, recordingId } = await record([seesNothing], 1, await drawing());
  expect((await ended(recordingId)).status).toBe('published');
  expect(await shareOfGround(guideId)).toBeGreaterThan(0.6);
});

test('where Textract refuses, the guide is published with what the page marked, and says so; a strict company’s is held', async () => {
  const refusing: readonly ScriptedAnswer[] = [{ fault: 'unavailable' }];
  const made = await record(refusing, 1, await drawing(), [drawn]);
  expect((await ended(made.recordingId)).status).toBe('published');
  const published = await product.guide(made.guideId);
  expect(published.missing).toEqual([
    'The picture of step 1 was not looked through for sensitive text: only what the page marked is covered.',
  ]);
  expect(await shareOfGround(made.guideId)).toBeLessThan(0.05);

  const rules = { ...standardRules, strictness: 'strict', revision: 0 };
  expect((await product.call('PUT', '/v1/redaction-policy', rules)).status).toBe(200);
  // As old a policy may be that a process still applies.
  await pause(5_100);
  const strict = await record(refusing, 2, await drawing(), [drawn]);
  expect((await ended(strict.recordingId)).status).toBe('blocked');
  const held = await product.guide(strict.guideId);
  expect(held).toMatchObject({ status: 'blocked', publishedUrl: null });
  expect(held.guide.steps.map(({ screenshot }) => screenshot)).toEqual([null, null]);
  const why = 'has no picture: it could not be looked through for what is sensitive.';
  expect(held.missing).toEqual([`Step 1 ${why}`, `Step 2 ${why}`]);
  expect(await logged('blockGuide', strict.guideId)).toMatchObject([{ facts: { steps: '1 2' } }]);
});
