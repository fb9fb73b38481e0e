import { beforeEach, describe, expect, test } from 'vitest';
import { fakeAdmission, keyTextOf, tokenFor } from '../../../../test/fakes/admission-ports.ts';
import type { Role } from '../../../contracts/identity/role.ts';
import { admitRequest } from './admit-request.ts';

const hidden = { decision: 'hide', rate: expect.stringContaining('tenant') };
let { state, ports } = fakeAdmission();

beforeEach(() => {
  ({ state, ports } = fakeAdmission());
  for (const role of ['viewer', 'editor', 'admin', 'owner'] as const) join(`usr_${role}`, role);
  join('usr_stranger', 'owner', 'tnt_2');
});

function join(userId: string, role: Role, tenant = 'tnt_1') {
  state.members.set(`${tenant} ${userId}`, { role, active: true, notBefore: 0 });
}

function ask(routeKey: string, token: string | undefined, id?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return admitRequest(ports, { routeKey, headers, id });
}

const askAs = (userId: string, routeKey: string, id?: string, claims = {}) =>
  ask(routeKey, tokenFor(userId, claims), id);

const askWithKey = (text: string, routeKey: string, id?: string) =>
  admitRequest(ports, { routeKey, headers: { 'x-api-key': text }, id });

describe('a person', () => {
  test('comes in with role and what is left of the plan', async () => {
    expect(await askAs('usr_editor', 'DELETE /v1/guides/{id}', 'gde_1')).toEqual({
      decision: 'allow',
      tenantId: 'tnt_1',
      principalId: 'usr_editor',
      kind: 'user',
      role: 'editor',
      rate: JSON.stringify({ policy: 'tenant', quota: 1_000, window: 60, remaining: 999, reset: 1 }),
    });
  });

  test('comes in under the name that the token says, also where admitted a moment ago', async () => {
    for (let i = 0; i < 2; i++)
      expect(await askAs('usr_editor', 'GET /v1/guides', undefined, { name: 'Ada' })).toMatchObject({
        principalId: 'usr_editor',
        userName: 'Ada',
      });
  });

  test('is told what the role is not for, and that is put on record', async () => {
    expect(await askAs('usr_viewer', 'DELETE /v1/guides/{id}', 'gde_1')).toMatchObject({
      decision: 'deny',
      requiredRole: 'editor',
    });
    expect(state.refused).toEqual([
      {
        tenantId: 'tnt_1',
        actor: { kind: 'user', id: 'usr_viewer' },
        action: 'deleteGuide',
        resource: { kind: 'Guide', id: 'gde_1' },
        outcome: 'refused',
        facts: { because: 'nothing permits it' },
      },
    ]);
  });

  test.each([
    ['who is no member', 'usr_nobody', {}, 'no-member'],
    ['whose token is not ours', 'usr_owner', { forged: true }, 'not-ours'],
    ['whose token has ended', 'usr_owner', { exp: 999_999 }, 'expired'],
    ['whose token is not for the API', 'usr_owner', { scope: 'openid email' }, 'wrong-scope'],
    ['of another tenant than the token says', 'usr_owner', { tenant_id: 'tnt_2' }, 'no-member'],
  ])('%s is nobody', async (_who, userId, claims, reason) => {
    expect(await askAs(userId, 'GET /v1/guides', undefined, claims)).toEqual({
      decision: 'unauthenticated',
      reason,
    });
    expect(state.takings).toEqual([]);
  });

  test('who was removed, or whose sessions were ended, is nobody; the next token counts again', async () => {
    state.members.set('tnt_1 usr_owner', { role: 'owner', active: false, notBefore: 0 });
    expect(await askAs('usr_owner', 'GET /v1/guides')).toMatchObject({ reason: 'no-member' });
    state.members.set('tnt_1 usr_admin', { role: 'admin', active: true, notBefore: 900_001_000 });
    expect(await askAs('usr_admin', 'GET /v1/guides')).toMatchObject({ reason: 'revoked' });
    const later = await askAs('usr_admin', 'GET /v1/guides', undefined, { auth_time: 900_002 });
    expect(later).toMatchObject({ decision: 'allow' });
  });

  test('whose sessions were ended in the very second of the sign-in is nobody, unless signed in after that', async () => {
    state.members.set('tnt_1 usr_admin', { role: 'admin', active: true, notBefore: 900_000_500 });
    for (const auth_time of [900_000, 900_000.499, 900_000.5])
      expect(await askAs('usr_admin', 'GET /v1/guides', undefined, { auth_time })).toMatchObject({
        reason: 'revoked',
      });
    for (const auth_time of [900_000.501, 900_000.999])
      expect(await askAs('usr_admin', 'GET /v1/guides', undefined, { auth_time })).toMatchObject({
        decision: 'allow',
      });
  });

  test('of a tenant that is closed is nobody', async () => {
    state.tenants.set('tnt_1', { plan: 'STARTER', active: false });
    expect(await askAs('usr_owner', 'GET /v1/guides')).toMatchObject({ decision: 'unauthenticated' });
  });
});

describe('an API key', () => {
  const text = keyTextOf('1', '1');
  const key = { id: 'key_1', tenantId: 'tnt_1', scopes: ['guides:read' as const] };

  test('comes in by its scopes, counted for itself and its tenant', async () => {
    state.keys.set(text, { ...key, requestsPerMinute: 10 });
    expect(await askWithKey(text, 'GET /v1/guides')).toMatchObject({
      decision: 'allow',
      kind: 'api-key',
      principalId: 'key_1',
    });
    expect(await askWithKey(text, 'GET /v1/guides')).not.toHaveProperty('role');
    expect(state.takings[0]).toEqual({
      tenantId: 'tnt_1',
      plan: 'STARTER',
      key: { id: 'key_1', requestsPerMinute: 10 },
    });
    expect(await askWithKey(text, 'GET /v1/recordings')).toMatchObject({ decision: 'deny' });
  });

  test.each([
    ['that is revoked', { revokedAt: '2026-01-01T00:00:00Z' }],
    ['that has ended', { endsAt: 1_000_000_000 }],
  ])('%s is nobody’s', async (_what, changes) => {
    state.keys.set(text, { ...key, ...changes });
    expect(await askWithKey(text, 'GET /v1/guides')).toMatchObject({ decision: 'unauthenticated' });
  });

  test('that was rotated works until the overlap ends, also where it was admitted a moment ago', async () => {
    state.keys.set(text, { ...key, endsAt: 1_000_005_000 });
    expect(await askWithKey(text, 'GET /v1/guides')).toMatchObject({ decision: 'allow' });
    state.now += 5_000;
    expect(await askWithKey(text, 'GET /v1/guides')).toMatchObject({ reason: 'expired' });
  });

  test('is noted as used every minute', async () => {
    state.keys.set(text, key);
    await askWithKey(text, 'GET /v1/guides');
    state.keys.set(text, { ...key, lastUsedAt: new Date(state.now - 59_000).toISOString() });
    await askWithKey(text, 'GET /v1/guides/{id}', 'gde_1');
    expect(state.notedKeys).toEqual(['key_1']);
  });
});

test.each([
  [{}, 'no-credential'],
  [{ authorization: 'Basic YTpi' }, 'malformed-credential'],
  [{ authorization: 'Bearer' }, 'malformed-credential'],
  [{ authorization: `Bearer ${'a'.repeat(5_000)}` }, 'malformed-credential'],
  [{ 'x-api-key': 'gw_1_2_3' }, 'malformed-credential'],
  [{ authorization: 'Bearer a.b.c', 'x-api-key': keyTextOf('1', '1') }, 'two-credentials'],
])('%j is %s', async (headers, reason) => {
  expect(await admitRequest(ports, { routeKey: 'GET /v1/guides', headers })).toEqual({
    decision: 'unauthenticated',
    reason,
  });
});

test('a route that no action is declared for lets nobody in', async () => {
  for (const routeKey of ['GET /v1/secrets', 'POST /v1/registrations', '$default'])
    expect(await askAs('usr_owner', routeKey)).toMatchObject({ decision: 'deny' });
});

describe('what another tenant has', () => {
  beforeEach(() =>
    state.recordings.set('rec_1', { tenantId: 'tnt_1', createdBy: 'usr_editor', guideId: 'gde_1' }),
  );

  test('does not exist', async () => {
    const stranger = tokenFor('usr_stranger', { tenant_id: 'tnt_2' });
    expect(await ask('GET /v1/recordings/{id}', stranger, 'rec_1')).toEqual(hidden);
    expect(state.refused).toMatchObject([{ tenantId: 'tnt_2', facts: { because: 'built-in/tenant-wall' } }]);
    expect(await askAs('usr_viewer', 'GET /v1/recordings/{id}', 'rec_1')).toMatchObject({
      decision: 'allow',
    });
  });

  test('does not exist for its keys either', async () => {
    const text = keyTextOf('2', '1');
    state.keys.set(text, { id: 'key_2', tenantId: 'tnt_2', scopes: ['recordings:write'] });
    expect(await askWithKey(text, 'DELETE /v1/recordings/{id}', 'rec_1')).toEqual(hidden);
  });
});

test('a recording is as sensitive as its guide', async () => {
  state.recordings.set('rec_1', { tenantId: 'tnt_1', createdBy: 'usr_editor', guideId: 'gde_1' });
  state.guides.set('tnt_1 gde_1', { sensitive: true, collaborators: [] });
  expect(await askAs('usr_viewer', 'GET /v1/recordings/{id}', 'rec_1')).toEqual(hidden);
  expect(await askAs('usr_editor', 'GET /v1/recordings/{id}', 'rec_1')).toMatchObject({ decision: 'allow' });
});

test('what the edge serves is never refused with what the edge replaces', async () => {
  const text = keyTextOf('1', '1');
  state.keys.set(text, { id: 'key_1', tenantId: 'tnt_1', scopes: ['guides:read'] });
  expect(await askWithKey(text, 'POST /v1/guides/{id}/access', 'gde_1')).toEqual(hidden);
});

test('an id that is none is looked up nowhere', async () => {
  ports.resources.guide = () => Promise.reject(new Error('looked up'));
  expect(await askAs('usr_viewer', 'GET /v1/guides/{id}', '../tnt_2')).toMatchObject({ decision: 'allow' });
  await askAs('usr_viewer', 'DELETE /v1/guides/{id}', 'x\n'.repeat(999));
  expect(state.refused).toMatchObject([{ resource: { id: 'malformed' } }]);
});

test('whoever has used up the plan is limited, whatever was asked for', async () => {
  state.left = 0;
  for (const route of ['GET /v1/guides', 'PUT /v1/policies'])
    expect(await askAs('usr_viewer', route)).toMatchObject({ decision: 'limited' });
});

describe('a tenant that lives elsewhere', () => {
  beforeEach(() => {
    const home = { region: 'eu-central-1', apiUrl: 'https://api.eu', edgeUrl: 'https://eu' };
    state.homes.set('tnt_9', home);
    state.homes.set(`tnt_${'9'.padEnd(26, '0')}`, home);
    state.homes.set('tnt_1', { ...home, region: 'us-east-1' });
  });

  test('is sent home, with a token that cannot be checked here or a key that is not here', async () => {
    const elsewhere = { decision: 'elsewhere', home: 'https://api.eu' };
    const claims = { tenant_id: 'tnt_9', forged: true };
    expect(await askAs('usr_1', 'GET /v1/guides', undefined, claims)).toEqual(elsewhere);
    expect(await askWithKey(keyTextOf('9', '1'), 'GET /v1/guides')).toEqual(elsewhere);
  });

  test('while one that lives here stays', async () => {
    expect(await askAs('usr_viewer', 'GET /v1/guides')).toMatchObject({ decision: 'allow' });
  });
});

describe('an admission of a moment ago', () => {
  const route = 'GET /v1/guides/{id}';
  let decided = 0;

  beforeEach(() => {
    decided = 0;
    const { engine } = ports;
    Object.assign(ports, {
      engine: {
        ...engine,
        decide: (...asked: Parameters<typeof engine.decide>) => {
          decided++;
          return engine.decide(...asked);
        },
      },
    });
  });

  test('is repeated for the same question, and counted each time', async () => {
    await askAs('usr_viewer', route, 'gde_1');
    const again = await askAs('usr_viewer', route, 'gde_1');
    expect(again).toMatchObject({ decision: 'allow', principalId: 'usr_viewer' });
    expect(decided).toBe(1);
    expect(state.takings).toHaveLength(2);
  });

  test('says nothing about another thing, action or credential', async () => {
    state.guides.set('tnt_1 gde_2', { sensitive: true, collaborators: [] });
    await askAs('usr_editor', route, 'gde_1');
    expect(await askAs('usr_editor', route, 'gde_2')).toEqual(hidden);
    expect(await askAs('usr_editor', 'PUT /v1/policies', 'gde_1')).toMatchObject({ decision: 'deny' });
    expect(await askAs('usr_editor', route, 'gde_1', { forged: true })).toMatchObject({ reason: 'not-ours' });
    expect(await askAs('usr_viewer', route, 'gde_1')).toMatchObject({ principalId: 'usr_viewer' });
    const text = keyTextOf('1', '1');
    state.keys.set(text, { id: 'key_1', tenantId: 'tnt_1', scopes: [] });
    expect(await askWithKey(text, route, 'gde_1')).toMatchObject({ decision: 'deny' });
  });

  test('is over after ten seconds, or when the token is', async () => {
    await askAs('usr_viewer', route, 'gde_1');
    state.members.delete('tnt_1 usr_viewer');
    state.now += 9_999;
    expect(await askAs('usr_viewer', route, 'gde_1')).toMatchObject({ decision: 'allow' });
    state.now += 1;
    expect(await askAs('usr_viewer', route, 'gde_1')).toMatchObject({ reason: 'no-member' });
    const short = { exp: state.now / 1_000 + 2 };
    await askAs('usr_editor', route, 'gde_1', short);
    state.now += 2_001;
    expect(await askAs('usr_editor', route, 'gde_1', short)).toMatchObject({ reason: 'expired' });
  });

  test('is never made of a refusal', async () => {
    state.guides.set('tnt_1 gde_1', { sensitive: true, collaborators: [] });
    await askAs('usr_viewer', route, 'gde_1');
    state.guides.delete('tnt_1 gde_1');
    expect(await askAs('usr_viewer', route, 'gde_1')).toMatchObject({ decision: 'allow' });
  });

  test('is forgotten when there are too many', async () => {
    for (let i = 0; i < 5_001; i++)
      ports.recent.add(
        { credential: `c${i}`, action: 'readGuide', resourceId: 'gde_1' },
        {
          principal: { kind: 'api-key', id: 'key_1', tenantId: 'tnt_1', scopes: [] },
          plan: 'STARTER',
          key: undefined,
          until: Number.POSITIVE_INFINITY,
        },
        state.now,
      );
    const kept = [0, 5_000].map((i) =>
      ports.recent.find({ credential: `c${i}`, action: 'readGuide', resourceId: 'gde_1' }, state.now),
    );
    expect(kept.map((known) => known !== undefined)).toEqual([false, true]);
  });
});
