import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRecordingsResponse } from '../../lib/contracts/capture/recording.ts';
import { listGuidesResponse } from '../../lib/contracts/guides/guide.ts';
import { explainDecisionResponse, policiesResponse } from '../../lib/contracts/identity/policy.ts';
import { openRecording } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { signIn } from '../agent/sign-in.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, type Seeded, startProductCloud } from '../cloud/product-cloud.ts';
import { tableOf } from '../cloud/tenant-tables.ts';

let product: ProductCloud;
let tenant: Seeded;
const tokens: Record<string, string> = {};
const roles = ['viewer', 'editor', 'admin', 'owner'] as const;

beforeAll(async () => {
  product = await startProductCloud();
  const email = (name: string) => `${name}@example.net`;
  tenant = await product.seed({
    ...{ tenantName: 'Rules', email: email('owner'), name: 'Owner' },
    members: ['viewer', 'editor', 'admin'].map((role) => ({ email: email(role), name: role, role })),
  });
  for (const role of roles) {
    const person = { email: email(role), password: 'a long password' };
    tokens[role] = (await signIn({ edge: product.edge, ...person })).access_token;
  }
});
afterAll(() => product?.[Symbol.asyncDispose]());

const idOf = (role: string) =>
  tenant.members.find(({ email }) => email.startsWith(role))?.userId ?? tenant.userId;

function call(role: string, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${product.api}${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${tokens[role]}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const statusOf = async (...asked: Parameters<typeof call>) => (await call(...asked)).status;

/** What was decided a moment ago may be decided so again, for half a minute at most. */
const effective = 35_000;

describe('a sensitive guide', () => {
  const guides: string[] = [];
  const recordings: string[] = [];

  beforeAll(async () => {
    for (let i = 0; i < 2; i++) {
      const agent = await openRecording(product.api, tokens.editor ?? '');
      await agent.send(await agent.seal(1, [clickAction(0), clickAction(1)]));
      await agent.finalize(1);
      const path = `/v1/recordings/${agent.recordingId}`;
      await eventually(
        async () => (await (await call('owner', 'GET', path)).json()) as { status: string },
        ({ status }) => status === 'published',
        90_000,
      );
      guides.push(agent.guideId);
      recordings.push(agent.recordingId);
    }
  });

  const listed = async (role: string) => {
    const { guides: found } = listGuidesResponse.parse(await (await call(role, 'GET', '/v1/guides')).json());
    return found.map(({ id }) => id).sort();
  };
  const listedRecordings = async (role: string) => {
    const answer = await (await call(role, 'GET', '/v1/recordings')).json();
    return listRecordingsResponse
      .parse(answer)
      .recordings.map(({ recordingId }) => recordingId)
      .sort();
  };

  test('is there for its author and for admins, and for nobody else, not even in a list', async () => {
    const [open = '', closed = ''] = guides;
    expect(await listed('viewer')).toEqual(guides.toSorted());
    const path = `/v1/guides/${closed}/collaborators`;
    const answer = await call('editor', 'PUT', path, { sensitive: true, collaborators: [] });
    expect(answer.status).toBe(200);
    expect(await listed('viewer')).toEqual([open]);
    expect(await listedRecordings('viewer')).toEqual([recordings[0]]);
    for (const role of ['editor', 'admin', 'owner']) expect(await listed(role)).toEqual(guides.toSorted());
    for (const thing of [`/v1/guides/${closed}`, `/v1/recordings/${recordings[1]}`])
      await eventually(
        () => statusOf('viewer', 'GET', thing),
        (status) => status === 404,
        effective,
      );
    expect(await statusOf('editor', 'GET', `/v1/guides/${closed}`)).toBe(200);
  });

  test('is there for a collaborator, who edits it as one who edits', async () => {
    const closed = guides[1] ?? '';
    const collaborators = [{ userId: idOf('viewer'), role: 'editor' }];
    const path = `/v1/guides/${closed}/collaborators`;
    expect(await statusOf('viewer', 'PUT', `/v1/guides/${closed}/visibility`, {})).toBe(403);
    expect(await statusOf('editor', 'PUT', path, { sensitive: true, collaborators })).toBe(200);
    expect(await listed('viewer')).toEqual(guides.toSorted());
    expect(await statusOf('viewer', 'GET', `/v1/guides/${closed}`)).toBe(200);
    expect(await statusOf('viewer', 'PUT', `/v1/guides/${closed}/visibility`, { visibility: 'link' })).toBe(
      200,
    );
    expect(await statusOf('viewer', 'PUT', `/v1/guides/${guides[0]}/visibility`, {})).toBe(403);
  });

  test('takes members for collaborators and nobody else', async () => {
    const collaborators = [{ userId: 'usr_stranger', role: 'viewer' }];
    const path = `/v1/guides/${guides[1]}/collaborators`;
    const answer = await call('editor', 'PUT', path, { sensitive: true, collaborators });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/collaborators/0/userId' }] });
  });
});

describe('policies of a tenant', () => {
  const policy = (id: string, text: string) => ({ id, description: '', text });
  const present = async () =>
    policiesResponse.parse(await (await call('owner', 'GET', '/v1/policies')).json());
  const write = async (...policies: object[]) =>
    call('owner', 'PUT', '/v1/policies', { version: (await present()).version, policies });

  test('are tried out, written, and then in force', async () => {
    const closing = policy(
      'no-imports',
      'forbid (principal, action == Action::"importRecording", resource);',
    );
    const asked = { principal: { role: 'editor' }, action: 'importRecording', policies: [closing] };
    const explained = await (await call('admin', 'POST', '/v1/policies/dry-run', asked)).json();
    expect(explainDecisionResponse.parse(explained)).toMatchObject({
      decision: 'deny',
      because: ['tenant/no-imports'],
    });
    expect(await statusOf('editor', 'POST', '/v1/imports', {})).toBe(400);
    expect((await write(closing)).status).toBe(200);
    await eventually(
      () => statusOf('editor', 'POST', '/v1/imports', {}),
      (status) => status === 403,
      effective,
    );
    expect(await statusOf('viewer', 'GET', '/v1/guides')).toBe(200);
  });

  test('that do not fit are refused, each with its place, and change nothing', async () => {
    const before = await present();
    const wrong = await write(
      policy('a', 'permit (principal, action, resource);'),
      policy('b', 'permit all'),
    );
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({
      type: 'https://guidewright.dev/problems/invalid-policy',
      errors: [{ pointer: '/policies/1/text' }],
    });
    const closing = await write(policy('all', 'forbid (principal, action, resource);'));
    expect(await closing.json()).toMatchObject({ type: 'https://guidewright.dev/problems/locks-out-owner' });
    const stale = { version: before.version - 1, policies: [] };
    expect(await statusOf('owner', 'PUT', '/v1/policies', stale)).toBe(409);
    const many = Array.from({ length: 51 }, (_, i) =>
      policy(`p${i}`, 'permit (principal, action, resource);'),
    );
    expect((await write(...many)).status).toBe(400);
    expect(await present()).toEqual(before);
  });

  test('are kept, version by version, and leave lists full', async () => {
    const { version } = await present();
    await write();
    const earlier = await (await call('owner', 'GET', `/v1/policies?version=${version}`)).json();
    expect(policiesResponse.parse(earlier).policies.map(({ id }) => id)).toEqual(['no-imports']);
    expect((await present()).policies).toEqual([]);
  });
});

test('a tenant that moved is sent to its home, with a token or with a key, and told nothing else', async () => {
  const directory = await tableOf(product, 'tenant-directory');
  const stranger = await product.seed({ tenantName: 'Far', email: 'far@example.org', name: 'Far' });
  const person = { email: 'far@example.org', password: 'a long password' };
  tokens.far = (await signIn({ edge: product.edge, ...person })).access_token;
  const home = { region: 'eu-central-1', apiUrl: 'https://api.eu.example', edgeUrl: 'https://eu.example' };
  await directory.client.send(
    new PutCommand({ TableName: directory.name, Item: { tenantId: stranger.tenantId, ...home } }),
  );
  const answer = await call('far', 'GET', '/v1/guides?limit=5');
  expect([answer.status, answer.headers.get('location')]).toEqual([
    307,
    'https://api.eu.example/v1/guides?limit=5',
  ]);
  expect(await answer.json()).toEqual(expect.not.objectContaining({ guides: expect.anything() }));
});
