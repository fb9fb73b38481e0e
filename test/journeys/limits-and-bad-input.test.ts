import { afterAll, beforeAll, expect, test } from 'vitest';
import { importLimits } from '../../lib/contracts/capture/limits.ts';
import { liveRecording } from '../../lib/contracts/compose/step.ts';
import { problem } from '../../lib/contracts/problem.ts';
import { openRecording } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { eventually } from '../cloud/eventually.ts';

let cloud: CloudProcess;
let token: string;

beforeAll(async () => {
  cloud = await startCloudProcess({ guide: false });
  token = await cloud.accessToken();
});
afterAll(() => cloud?.stop());

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${cloud.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const readRecording = async (id: string) =>
  liveRecording.parse(await (await call('GET', `/v1/recordings/${id}`)).json());

test('an unknown recording is a 404 problem that names it', async () => {
  const response = await call('POST', '/v1/recordings/rec_00000000000000000000000000/finalize', {
    lastSequence: 1,
  });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(problem.parse(await response.json()).detail).toContain('rec_00000000000000000000000000');
});

test('what the API does not have is a 404 problem that names it, and a page of another origin may read that', async () => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${cloud.apiUrl}${path}`, { method, headers: { origin: 'https://elsewhere.example', ...headers } });
  for (const [method, path, shown = path] of [
    ['GET', '/'],
    ['GET', '/v1/nothing'],
    ['POST', '/v1/guides'],
    ['PATCH', '/v1/recordings/rec_1'],
    ['DELETE', '/oidc/token'],
    ['GET', '/v2/%3Cb%3E/x?secret=1', '/v2/%3Cb%3E/x'],
  ] as const) {
    const response = await ask(method, path);
    expect(response.status, path).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { detail, instance } = problem.parse(await response.json());
    expect({ detail, instance }).toEqual({ detail: `There is no ${method} ${shown} here.`, instance: shown });
  }
  expect((await ask('HEAD', '/v1/nothing')).status).toBe(404);
  for (const path of ['/v1/guides', '/v1/nothing']) {
    const preflight = await ask('OPTIONS', path, { 'access-control-request-method': 'GET' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  }
});

test('a field that is wrong is named by its pointer', async () => {
  const { recordingId } = await openRecording(cloud.apiUrl, token);
  const response = await call('POST', `/v1/recordings/${recordingId}/finalize`, { lastSequence: -1 });
  expect(response.status).toBe(400);
  expect(problem.parse(await response.json()).errors).toMatchObject([{ pointer: '/lastSequence' }]);
});

test('a screenshot over the limit is refused before it is uploaded, with the limit', async () => {
  const { recordingId } = await openRecording(cloud.apiUrl, token);
  const screenshots = [{ id: 'sht_0000000000', bytes: 9_000_000 }];
  const response = await call('POST', `/v1/recordings/${recordingId}/screenshots`, { screenshots });
  expect(response.status).toBe(400);
  const { errors } = problem.parse(await response.json());
  expect(errors?.[0]).toMatchObject({
    pointer: '/screenshots/0/bytes',
    message: expect.stringContaining('5243392'),
  });
});

test('a recorder step of an unknown type is named by its place', async () => {
  const recorder = {
    title: 'x',
    steps: [{ type: 'navigate', url: 'https://a.example/' }, { type: 'levitate' }],
  };
  const response = await call('POST', '/v1/imports', { recorder });
  expect(response.status).toBe(400);
  expect(JSON.stringify(await response.json())).toContain('/steps/1/type');
});

test('an import repeated under its key is one guide; the key with another body, and an import too many, are refused', async () => {
  const script = (title: string) => ({
    recorder: { title, steps: [{ type: 'navigate', url: 'https://a.example/' }] },
  });
  const key = { 'idempotency-key': '"8e03978e-40d5-43dd-bc93-6894a57f9324"' };
  const first = await call('POST', '/v1/imports', script('One'), key);
  expect(first.status).toBe(202);
  const again = await call('POST', '/v1/imports', script('One'), key);
  expect([again.status, await again.json()]).toEqual([202, await first.json()]);
  const other = await call('POST', '/v1/imports', script('Other'), key);
  expect(other.status).toBe(422);
  expect(problem.parse(await other.json())).toMatchObject({
    type: 'https://guidewright.dev/problems/key-reused',
    detail: expect.stringContaining('8e03978e'),
  });
  // Refused scripts count as well. Two minutes' worth, since a minute may begin in between.
  let refused: Response | undefined;
  for (let sent = 0; sent < 2 * importLimits.importsPerMinute && !refused; sent++) {
    const answer = await call('POST', '/v1/imports', { recorder: {} });
    if (answer.status === 429) refused = answer;
    else await answer.text();
  }
  expect(refused?.headers.get('content-type')).toContain('application/problem+json');
  const wait = Number(refused?.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(60);
});

test('a batch sealed with another recording’s key leaves the recording as it was, and the true one goes through', async () => {
  const victim = await openRecording(cloud.apiUrl, token);
  const stranger = await openRecording(cloud.apiUrl, token);
  const forged = await stranger.seal(1, [clickAction(0)]);
  await victim.send(forged);
  await victim.send(await victim.seal(1, [clickAction(0), clickAction(1)]));
  const found = await eventually(
    () => readRecording(victim.recordingId),
    ({ steps }) => steps.length === 2,
  );
  expect(found.quarantined).toEqual([]);
});

test('a batch sent twice and over both ways makes its steps once', async () => {
  const agent = await openRecording(cloud.apiUrl, token);
  const first = await agent.seal(1, [clickAction(0)]);
  const second = await agent.seal(2, [clickAction(1)]);
  await Promise.all([
    agent.send(second),
    agent.send(first, 'batches/fallback'),
    agent.send(first),
    agent.send(second, 'batches/fallback'),
  ]);
  const { steps } = await eventually(
    () => readRecording(agent.recordingId),
    (found) => found.composedSequence === 2,
  );
  expect(steps.map(({ id }) => id)).toEqual(['stp_0', 'stp_1']);
});

test('an expired or foreign token is refused at every door', async () => {
  for (const path of ['/v1/recordings', '/v1/guides', '/v1/recordings/rec_00000000000000000000000000']) {
    const response = await fetch(`${cloud.apiUrl}${path}`, {
      headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    });
    expect(response.status).toBe(401);
  }
});

test('more than 2,000 actions: the recording says so, and what came before is published', async () => {
  const agent = await openRecording(cloud.apiUrl, token);
  let sequence = 0;
  for (let index = 0; index < 2_100; index += 150) {
    const actions = Array.from({ length: 150 }, (_, place) => ({
      ...clickAction((index + place) % 7),
      index: index + place,
      at: index + place,
    }));
    await agent.send(await agent.seal(++sequence, actions));
  }
  const live = await eventually(
    () => readRecording(agent.recordingId),
    ({ limitReached }) => limitReached !== undefined,
    30_000,
  );
  expect(live.limitReached).toBeDefined();
  expect((await agent.finalize(sequence)).status).toBe(202);
  await eventually(
    () => readRecording(agent.recordingId),
    ({ status }) => status === 'published',
    90_000,
  );
});
