import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeAdmission } from '../../../../test/fakes/admission-ports.ts';
import { apiKeyPorts } from '../../../../test/fakes/api-keys.ts';
import { startTables } from '../../../../test/fakes/tables.ts';
import type { AuditEvent } from '../../../contracts/audit/entry.ts';
import type { Plan } from '../../../contracts/metering/plan.ts';
import { addApiKey, type WantedKey } from '../../../domain/identity/api-keys/add-api-key.ts';
import type { ApiKeyPorts } from '../../../domain/identity/api-keys/api-keys.ts';
import { listApiKeys } from '../../../domain/identity/api-keys/list-api-keys.ts';
import { revokeApiKey } from '../../../domain/identity/api-keys/revoke-api-key.ts';
import { rotateApiKey } from '../../../domain/identity/api-keys/rotate-api-key.ts';
import { admitRequest } from '../../../domain/identity/authorization/admit-request.ts';
import { newIdentifier } from '../../../runtime/identifier.ts';
import { dynamoApiKeys as keysAtTheDoor } from '../authorization/dynamo-api-keys.ts';
import { identityItems } from '../identity-items.ts';
import { apiKeyPlace } from './api-key-item.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
const clock = { now: 0 };
let tenantId: string;
let plan: Plan;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());
beforeEach(() => {
  clock.now = Date.parse('2026-03-01T12:00:00Z');
  tenantId = newIdentifier('tnt');
  plan = 'PROFESSIONAL';
});

const ports = (): ApiKeyPorts => apiKeyPorts(started.tables.Identity, clock, plan);
const hash = (text: string) => ports().keySecrets.hash(text);
const admin = () => ({ userId: 'usr_1', tenantId, role: 'admin' as const });

async function make(wanted: Partial<WantedKey> = {}) {
  const made = await addApiKey(ports(), admin(), { name: 'Script', scopes: ['guides:read'], ...wanted });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
const rotate = async (id: string, overlap: number) => {
  const rotated = await rotateApiKey(ports(), admin(), id, overlap);
  if (!rotated.ok) throw new Error(rotated.reason);
  return rotated.value;
};
const item = (id: string) => identityItems(started.tables.Identity).get(apiKeyPlace(tenantId, id));

describe('what is kept of a key', () => {
  test('is a keyed hash and nothing to make the key from', async () => {
    const { key, secret } = await make();
    const kept = JSON.stringify(await item(key.id));
    expect(kept).not.toContain(secret.slice(-39));
    expect(kept).toContain(await hash(secret));
    expect(secret.startsWith(key.prefix)).toBe(true);
    const listed = await listApiKeys(ports(), { tenantId });
    expect(JSON.stringify(listed)).not.toContain(await hash(secret));
    expect(listed.value.keys).toEqual([key]);
  });

  test('carries who made, rotated and revoked it, for the log', async () => {
    const { key } = await make({ scopes: ['guides:read', 'guides:write'] });
    await rotate(key.id, 60);
    await revokeApiKey(ports(), admin(), key.id);
    const { auditOutbox } = (await item(key.id)) as { auditOutbox: string[] };
    const events = auditOutbox.map((text) => JSON.parse(text) as AuditEvent);
    expect(events.map(({ action, actor, facts }) => [action, actor.id, facts?.scopes])).toEqual([
      ['createApiKey', 'usr_1', 'guides:read guides:write'],
      ['rotateApiKey', 'usr_1', undefined],
      ['revokeApiKey', 'usr_1', undefined],
    ]);
  });
});

describe('making a key', () => {
  test('is refused beyond the plan, however many are made at the same moment', async () => {
    plan = 'STARTER';
    const outcomes = [];
    for (let round = 0; round < 6; round++)
      outcomes.push(
        ...(await Promise.all(
          [1, 2, 3].map(() => addApiKey(ports(), admin(), { name: 'Key', scopes: ['guides:read'] })),
        )),
      );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    expect(outcomes.at(-1)).toMatchObject({ reason: expect.stringMatching(/plan-limit|unavailable/) });
    expect((await ports().apiKeys.list(tenantId)).length).toBe(2);
  });

  test('has room again once one was revoked, has ended or was rotated', async () => {
    plan = 'STARTER';
    const [one, two] = [await make(), await make({ expiresAt: '2026-03-02T00:00:00Z' })];
    await expect(make()).rejects.toThrow('plan-limit');
    await revokeApiKey(ports(), admin(), one.key.id);
    const three = await make();
    await expect(make()).rejects.toThrow('plan-limit');
    clock.now += 24 * 3_600_000;
    await make();
    await rotate(three.key.id, 3_600);
    await expect(make()).rejects.toThrow('plan-limit');
    expect(two.key.expiresAt).toBe('2026-03-02T00:00:00.000Z');
  });

  test('gives nobody what is not for them: an admin’s key writes no policies', async () => {
    const refused = { ok: false, reason: 'scope-above-role' };
    const wanted = { name: 'Key', scopes: ['tenant:write' as const] };
    expect(await addApiKey(ports(), admin(), wanted)).toMatchObject(refused);
    const owner = { ...admin(), role: 'owner' as const };
    const made = await addApiKey(ports(), owner, wanted);
    if (!made.ok) throw new Error(made.reason);
    expect(await rotateApiKey(ports(), admin(), made.value.key.id, 0)).toMatchObject(refused);
    expect((await rotateApiKey(ports(), owner, made.value.key.id, 0)).ok).toBe(true);
  });

  test('that would have ended already is refused', async () => {
    await expect(make({ expiresAt: '2026-03-01T12:00:00Z' })).rejects.toThrow('already-expired');
  });

  test('goes on after somebody who died while it was their turn', async () => {
    const turn = ports().apiKeys.alone(tenantId, () => new Promise(() => {}));
    await expect(make()).rejects.toThrow('unavailable');
    clock.now += 16_000;
    expect((await make()).key.name).toBe('Script');
    void turn;
  });
});

describe('at the front door', () => {
  /** A worker with caches of its own, and the shared clock. */
  function worker() {
    const { ports: door, state } = fakeAdmission();
    state.tenants.set(tenantId, { plan: 'PROFESSIONAL', active: true });
    const apiKeys = keysAtTheDoor(started.tables.Identity, hash, () => clock.now);
    const asked = { ...door, apiKeys, now: () => clock.now };
    return async (secret: string) => {
      const request = { routeKey: 'GET /v1/guides', headers: { 'x-api-key': secret } };
      return (await admitRequest(asked, request)).decision;
    };
  }

  test('a revoked key is refused within a minute, even by a worker that let it in just before', async () => {
    const { key, secret } = await make();
    const ask = worker();
    expect(await ask(secret)).toBe('allow');
    await revokeApiKey(ports(), admin(), key.id);
    let lastAllowed = 0;
    for (let second = 0; second <= 60; second++) {
      if ((await ask(secret)) === 'allow') lastAllowed = second;
      clock.now += 1_000;
    }
    // It is asked each second, so that whatever is kept is kept as long as it can be.
    expect(lastAllowed).toBeGreaterThan(0);
    expect(lastAllowed).toBeLessThan(31);
    expect(await worker()(secret)).toBe('unauthenticated');
  });

  test('both work during the overlap, and then only the successor', async () => {
    const { key, secret } = await make();
    const ask = worker();
    const { secret: next } = await rotate(key.id, 120);
    expect([await ask(secret), await ask(next)]).toEqual(['allow', 'allow']);
    clock.now += 119_000;
    expect(await ask(secret)).toBe('allow');
    clock.now += 1_000;
    expect([await ask(secret), await ask(next)]).toEqual(['unauthenticated', 'allow']);
  });

  test('a key that differs in its last character is unknown', async () => {
    const { secret } = await make();
    const other = secret.slice(0, -1) + (secret.endsWith('a') ? 'b' : 'a');
    expect(await worker()(other)).toBe('unauthenticated');
  });

  test('the last use is written at most once a minute, whoever is asked', async () => {
    const { key, secret } = await make();
    const workers = [worker(), worker(), worker()];
    const seen = new Set<unknown>();
    for (let second = 0; second < 180; second += 5) {
      for (const ask of workers) await ask(secret);
      seen.add((await item(key.id))?.lastUsedAt);
      clock.now += 5_000;
    }
    const times = [...seen].map((time) => Date.parse(String(time))).sort();
    expect(times.length).toBeGreaterThanOrEqual(2);
    for (const [at, time] of times.entries())
      if (at > 0) expect(time - (times[at - 1] as number)).toBeGreaterThanOrEqual(60_000);
  });

  test('a key whose item was swapped for another tenant’s is unknown', async () => {
    const { key, secret } = await make();
    const foreign = newIdentifier('tnt');
    const { client, name } = started.tables.Identity;
    const copy = { ...(await item(key.id)), ...apiKeyPlace(foreign, key.id) };
    await client.send(new PutCommand({ TableName: name, Item: copy }));
    const moved = secret.replace(tenantId.slice(4), foreign.slice(4));
    expect(await worker()(moved)).toBe('unauthenticated');
  });
});
