import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finalizeResponse, listRecordingsResponse } from '../../lib/contracts/capture/recording.ts';
import { type PreviewMessage, previewMessage, previewTicket } from '../../lib/contracts/compose/step.ts';
import { listGuidesResponse } from '../../lib/contracts/guides/guide.ts';
import {
  accessResponse,
  afterRevocationSeconds,
  createLinkResponse,
  listLinksResponse,
} from '../../lib/contracts/share/link.ts';
import type { RecordingAgent } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';
import { openShareLink } from '../cloud/share-link.ts';

let product: ProductCloud;
beforeAll(async () => {
  product = await startProductCloud();
});
afterAll(() => product?.[Symbol.asyncDispose]());

const settled = (recordingId: string) =>
  eventually(
    () => product.recording(recordingId),
    ({ status }) => status === 'published' || status === 'failed',
    90_000,
  );

async function publish(visibility: 'private' | 'link' = 'link'): Promise<RecordingAgent> {
  const agent = await product.openRecording();
  await agent.send(await agent.seal(1, [clickAction(0), clickAction(1)]));
  expect((await agent.finalize(1, visibility)).status).toBe(202);
  expect((await settled(agent.recordingId)).status).toBe('published');
  return agent;
}

async function makeLink(guideId: string): Promise<{ url: string; id: string }> {
  const made = await product.call('POST', `/v1/guides/${guideId}/links`, {});
  expect(made.status).toBe(201);
  const { link, url } = createLinkResponse.parse(await made.json());
  return { url, id: link.id };
}

const follow = (url: string) => fetch(url, { redirect: 'manual' });

/** What a reader sees who may not read: a page, in no case CloudFront's or S3's XML. */
async function expectRefusedPage(response: Response): Promise<void> {
  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('<h1>This page is not open to you</h1>');
}

test('finalizing again is the same, with another last sequence it is refused by its field', async () => {
  const agent = await publish();
  const again = await agent.finalize(1);
  expect(again.status).toBe(202);
  expect(finalizeResponse.parse(await again.json()).guideId).toBe(agent.guideId);
  const other = await agent.finalize(2);
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({
    type: expect.stringContaining('finalized-otherwise'),
    errors: [{ pointer: '/lastSequence', message: 'must be 1' }],
  });
  expect((await product.call('POST', `/v1/recordings/${agent.recordingId}/redrive`)).status).toBe(409);
});

test('who watches sees steps as they are composed, and the outcome', async () => {
  const agent = await product.openRecording();
  const issued = await product.call('POST', `/v1/recordings/${agent.recordingId}/preview-tickets`);
  const { url, ticket } = previewTicket.parse(await issued.json());
  const messages: PreviewMessage[] = [];
  const opened = async () => {
    const socket = new WebSocket(`${url}?ticket=${ticket}`);
    socket.onmessage = ({ data }) => messages.push(previewMessage.parse(JSON.parse(String(data))));
    return new Promise<WebSocket | undefined>((resolve) => {
      socket.onopen = () => resolve(socket);
      socket.onerror = () => resolve(undefined);
    });
  };
  const socket = await opened();
  expect(socket).toBeDefined();
  expect(await opened(), 'a ticket opens one socket').toBeUndefined();
  await agent.send(await agent.seal(1, [clickAction(0), clickAction(1)]));
  await agent.finalize(1);
  await eventually(
    async () => messages,
    (seen) => seen.some((one) => one.type === 'status' && one.status === 'published'),
    60_000,
  );
  const shown = messages.flatMap((one) => (one.type === 'steps' ? one.changed.map(({ id }) => id) : []));
  expect(new Set(shown)).toEqual(new Set(['stp_0', 'stp_1']));
  socket?.close();
});

test('a revoked link ends at once, its cookies with it, and another link goes on', async () => {
  const { guideId } = await publish();
  const [first, second] = [await makeLink(guideId), await makeLink(guideId)];
  const reader = await openShareLink(first.url);
  for (const path of ['index.html', 'guide.json']) expect((await reader.read(path)).status).toBe(200);
  expect((await product.call('DELETE', `/v1/guides/${guideId}/links/${first.id}`)).status).toBe(204);
  expect((await product.call('DELETE', `/v1/guides/${guideId}/links/${first.id}`)).status).toBe(204);
  expect((await follow(first.url)).status).toBe(410);
  // Read a moment before, the page is still in the edge's memory: so long, and no longer.
  await setTimeout(afterRevocationSeconds * 1_000 + 50);
  await expectRefusedPage(await reader.read('index.html'));
  expect((await reader.read('guide.json')).status).toBe(403);
  expect((await (await openShareLink(second.url)).read('guide.json')).status).toBe(200);
  const listed = await product.call('GET', `/v1/guides/${guideId}/links`);
  const { links } = listLinksResponse.parse(await listed.json());
  expect(Object.fromEntries(links.map(({ id, revokedAt }) => [id, revokedAt !== null]))).toEqual({
    [first.id]: true,
    [second.id]: false,
  });
});

test('a guide goes from private to public and back, and is readable by those it says', async () => {
  const { guideId } = await publish('private');
  expect((await product.call('POST', `/v1/guides/${guideId}/links`, {})).status).toBe(409);
  const granted = await product.call('POST', `/v1/guides/${guideId}/access`);
  const { url } = accessResponse.parse(await granted.json());
  const cookie = granted.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  expect((await fetch(url, { headers: { cookie } })).status).toBe(200);
  await expectRefusedPage(await fetch(url));

  const setVisibility = async (visibility: string) => {
    const answer = await product.call('PUT', `/v1/guides/${guideId}/visibility`, { visibility });
    expect(answer.status).toBe(200);
    return String((await answer.json()).publishedUrl);
  };
  const open = await setVisibility('public');
  expect((await fetch(open)).status).toBe(200);
  const link = await makeLink(guideId);
  await setVisibility('private');
  await expect.poll(() => fetch(open).then(({ status }) => status), { timeout: 90_000 }).toBe(403);
  expect((await follow(link.url)).status).toBe(410);
  const wrong = await product.call('PUT', `/v1/guides/${guideId}/visibility`, { visibility: 'everyone' });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '/visibility' }] });
});

test('the links of a deleted guide tell readers so', async () => {
  const { guideId } = await publish();
  const { url } = await makeLink(guideId);
  const reader = await openShareLink(url);
  expect((await reader.read('index.html')).status).toBe(200);
  expect((await product.call('GET', `/v1/guides/${guideId}/collaborators`)).status).toBe(200);
  expect((await product.call('DELETE', `/v1/guides/${guideId}`)).status).toBe(204);
  const ended = await eventually(
    () => follow(url),
    ({ status }) => status === 410,
  );
  expect(ended.headers.get('content-type')).toContain('text/html');
  expect(await ended.text()).toContain('This link has ended');
  await expect
    .poll(() => reader.read('index.html').then(({ status }) => status), { timeout: 30_000 })
    .toBe(403);
  await expectRefusedPage(await reader.read('index.html'));
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/links'],
    ['GET', '/export?format=html'],
  ] as const)
    expect((await product.call(method, `/v1/guides/${guideId}${path}`)).status).toBe(404);
  // What was kept of it to decide by goes by an event.
  await eventually(
    () => product.call('GET', `/v1/guides/${guideId}/collaborators`),
    ({ status }) => status === 404,
  );
});

test('a discarded recording takes nothing more and becomes no guide', async () => {
  const agent = await product.openRecording();
  await agent.send(await agent.seal(1, [clickAction(0)]));
  const path = `/v1/recordings/${agent.recordingId}`;
  expect((await product.call('DELETE', path)).status).toBe(204);
  expect((await product.call('DELETE', path)).status).toBe(204);
  expect((await product.recording(agent.recordingId)).status).toBe('discarded');
  expect((await agent.finalize(1)).status).toBe(409);
  expect((await agent.uploadScreenshot('sht_0000000000', new Uint8Array(8))).status).toBe(409);
  const published = await publish();
  expect((await product.call('DELETE', `/v1/recordings/${published.recordingId}`)).status).toBe(409);
});

test('an imported script becomes a guide, and both are listed', async () => {
  const steps = [
    { type: 'navigate', url: 'https://shop.example/' },
    { type: 'click', selectors: [['aria/Add to cart']], target: 'main', offsetX: 5, offsetY: 5 },
  ];
  const answer = await product.call('POST', '/v1/imports', { recorder: { title: 'Buy', steps } });
  expect(answer.status).toBe(202);
  const { recordingId, guideId } = finalizeResponse.parse(await answer.json());
  expect((await settled(recordingId)).status).toBe('published');
  const recordings = await product.call('GET', '/v1/recordings');
  const guides = await product.call('GET', '/v1/guides?limit=1');
  const { recordings: listed } = listRecordingsResponse.parse(await recordings.json());
  expect(listed).toContainEqual(expect.objectContaining({ recordingId, guideId, status: 'published' }));
  const page = listGuidesResponse.parse(await guides.json());
  expect(page.guides.map(({ id }) => id)).toEqual([guideId]);
  const next = await product.call('GET', `/v1/guides?limit=1&cursor=${page.nextCursor}`);
  expect(listGuidesResponse.parse(await next.json()).guides[0]?.id).not.toBe(guideId);
  for (const path of ['/v1/guides?cursor=x', '/v1/guides?limit=101', '/v1/recordings?cursor=x']) {
    const refused = await product.call('GET', path);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: expect.stringMatching(/^query\//) }] });
  }
});
