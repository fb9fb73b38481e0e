import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../lib/contracts/api/document.ts';
import { createLinkResponse } from '../../lib/contracts/share/link.ts';
import { openRecording, type RecordingAgent } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
let stranger: string;
let finished: RecordingAgent;
let running: RecordingAgent;
let link: { id: string; url: string };

beforeAll(async () => {
  product = await startProductCloud();
  stranger = await product.strangersToken();
  running = await product.openRecording();
  await running.send(await running.seal(1, [clickAction(0)]));
  finished = await product.openRecording();
  await finished.send(await finished.seal(1, [clickAction(0), clickAction(1)]));
  await finished.finalize(1);
  await eventually(
    () => product.recording(finished.recordingId),
    ({ status }) => status === 'published',
    90_000,
  );
  const made = await product.call('POST', `/v1/guides/${finished.guideId}/links`, {});
  const { link: shown, url } = createLinkResponse.parse(await made.json());
  link = { id: shown.id, url };
});
afterAll(() => product?.[Symbol.asyncDispose]());

/** A body that the route would take from whoever may send it. */
const bodies: Readonly<Record<string, unknown>> = {
  finalizeRecording: { lastSequence: 1 },
  prepareScreenshots: { screenshots: [{ id: 'sht_0000000000', bytes: 100 }] },
  sendBatch: { data: 'AAAA' },
  sendBatchFallback: { data: 'AAAA' },
  setVisibility: { visibility: 'public' },
  createLink: {},
  suggestForGuide: { task: 'suggest-tags' },
  setCollaborators: { sensitive: false, collaborators: [] },
};
const guarded = operations.filter(({ access }) => access !== 'none');
/** What is asked of the tenant as a whole is the matrix's. */
const ofSomething = guarded.filter(({ path }) => /^\/v1\/(guides|recordings)\/\{id\}/.test(path));
/** Anybody's batch goes to the stream; only the composer can tell whose it is. */
const direct = ['sendBatch', 'sendBatchFallback'];

function ask(
  { method, path, id }: (typeof operations)[number],
  token: string | undefined,
  recordingId: string,
) {
  const ids = path.includes('/guides/') ? finished.guideId : recordingId;
  const place = path.replace('{id}', ids).replace('{linkId}', link.id);
  const body = bodies[id];
  return fetch(`${product.api}${place}${id === 'exportGuide' ? '?format=markdown' : ''}`, {
    method: method.toUpperCase(),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe.each(ofSomething.filter(({ id }) => !direct.includes(id)))('$id', (operation) => {
  test('finds nothing of another tenant, running or finished', async () => {
    for (const { recordingId } of [running, finished]) {
      const answer = await ask(operation, stranger, recordingId);
      expect(answer.status).toBe(404);
      const text = await answer.text();
      expect(JSON.parse(text)).toMatchObject({ status: 404, title: expect.any(String) });
      expect(text).not.toMatch(/Action|Tickets|desk\.example/);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});

test('lists hold nothing of another tenant', async () => {
  for (const path of ['/v1/guides', '/v1/recordings']) {
    const answer = await fetch(`${product.api}${path}`, { headers: { authorization: `Bearer ${stranger}` } });
    expect(await answer.json()).toEqual({ [path.slice('/v1/'.length)]: [] });
  }
});

test('a stranger’s batches to a recording leave no mark in it', async () => {
  const own = await openRecording(product.api, stranger);
  const forged = await own.seal(2, [clickAction(5)]);
  for (const id of direct)
    for (const data of [forged, 'AAAA']) {
      const place = id === 'sendBatch' ? 'batches' : 'batches/fallback';
      const answer = await fetch(`${product.api}/v1/recordings/${running.recordingId}/${place}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stranger}` },
        body: JSON.stringify({ data }),
      });
      expect(answer.status).toBe(200);
    }
  await running.send(await running.seal(2, [clickAction(1)]));
  const live = await eventually(
    () => product.recording(running.recordingId),
    ({ composedSequence }) => composedSequence === 2,
  );
  expect(live).toMatchObject({ status: 'recording', quarantined: [] });
  expect(live.steps.map(({ title }) => title)).toEqual([
    expect.stringContaining('Action 1'),
    expect.stringContaining('Action 2'),
  ]);
});

test('after all of it the owner has everything as it was', async () => {
  const { visibility, guide } = await product.guide(finished.guideId);
  expect([visibility, guide.steps.length]).toEqual(['link', 2]);
  expect((await fetch(link.url, { redirect: 'manual' })).status).toBe(302);
  expect((await product.recording(finished.recordingId)).status).toBe('published');
});

describe.each(guarded)('$id', (operation) => {
  test('lets nobody in without a token that holds', async () => {
    const [head, payload = '', signature] = product.token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forge = (changes: object) =>
      Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const tokens = [
      undefined,
      'nonsense',
      `${head}.${forge({ tenant_id: 'tnt_other' })}.${signature}`,
      `${none}.${payload}.`,
      `${head}.${payload}.`,
    ];
    for (const token of tokens) expect((await ask(operation, token, running.recordingId)).status).toBe(401);
  });
});

test('a share link with anything else in it is unknown, and answers with nothing of what was asked', async () => {
  const edge = new URL(link.url).origin;
  const token = link.url.split('/s/')[1] ?? '';
  for (const wrong of [
    `${token}x`,
    token.slice(0, -1),
    `${token}%0d%0aset-cookie:a=b`,
    '%0d%0alocation:%20https://evil.example',
    '..%2f..%2fp',
    'https:%2f%2fevil.example',
    '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  ]) {
    const answer = await fetch(`${edge}/s/${wrong}`, { redirect: 'manual' });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).not.toMatch(/evil|alert/);
  }
});
