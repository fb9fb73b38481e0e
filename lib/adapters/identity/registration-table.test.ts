import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dyingAt, identityPorts, lastToken } from '../../../test/fakes/identity-table.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import { removeMember } from '../../domain/identity/members.ts';
import { register } from '../../domain/identity/register.ts';
import { verifyRegistration } from '../../domain/identity/verify-registration.ts';
import type { Table } from '../../runtime/document-client.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
let table: Table;
const clock = { now: Date.UTC(2026, 0, 1) };
let count = 0;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
  table = started.tables.Identity;
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const sender = () => ({ peer: `192.0.2.${count++ % 250}`, viewer: `viewer ${count}` });
const newEmail = () => `ada${count++}@example.com`;
const request = (email: string) => ({
  ...{ email, password: 'a good password', name: 'Ada', company: 'Acme' },
  webhookUrl: 'https://hooks.example/guidewright',
});

async function registered(email = newEmail(), ports = identityPorts(table, clock)) {
  expect(await register(ports, request(email), sender())).toMatchObject({ ok: true });
  return { email, ports, token: lastToken(ports, 'registration') };
}

async function everything(): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/** Tenants that have this e-mail among their members, with all that was made of them. */
async function tenantsOf(email: string) {
  const items = await everything();
  const tenants = items.filter((item) => item.sk !== 'TENANT' && item.email === email && item.role);
  return tenants.map(({ pk }) => items.filter((item) => item.pk === pk));
}

test('a confirmed e-mail gives a tenant on STARTER in its region, its owner, a key, an unverified webhook', async () => {
  const { email, ports, token } = await registered();
  const outcome = await verifyRegistration(ports, token);
  expect(outcome).toMatchObject({
    ok: true,
    value: { email, apiKey: { key: expect.stringMatching(/^gw_/) } },
  });
  const [tenant = []] = await tenantsOf(email);
  const item = (start: string) => tenant.find(({ sk }) => String(sk).startsWith(start));
  expect(item('TENANT')).toMatchObject({
    name: 'Acme',
    plan: 'STARTER',
    region: 'us-east-1',
    status: 'active',
  });
  expect(item('MEMBER#')).toMatchObject({
    email,
    name: 'Ada',
    role: 'owner',
    status: 'active',
    notBefore: 0,
  });
  expect(item('WEBHOOK#')).toMatchObject({ url: 'https://hooks.example/guidewright', status: 'unverified' });
  expect(item('KEY#')).toMatchObject({
    hash: expect.any(String),
    scopes: expect.arrayContaining(['guides:read']),
  });
  expect(JSON.stringify(item('KEY#'))).not.toContain('s'.repeat(43).concat('"}'));
  expect(await ports.accounts.findByEmail(email)).toMatchObject({ role: 'owner', tenantName: 'Acme' });
  expect([...ports.seen.directory]).toEqual([String(tenant[0]?.pk).slice('TENANT#'.length)]);
});

test('each change carries its audit event, and none of them a name or an address', async () => {
  const { email, ports, token } = await registered();
  await verifyRegistration(ports, token);
  const [tenant = []] = await tenantsOf(email);
  const events = tenant.flatMap((item) => (item.auditOutbox ?? []) as string[]);
  expect(events.map((event) => JSON.parse(event).action).sort()).toEqual([
    'createApiKey',
    'verifyRegistration',
    'verifyRegistration',
  ]);
  expect(events.join()).not.toMatch(/ada|acme|example/i);
});

test('the same link again, also ten times at once, gives one tenant and shows the key once', async () => {
  const { email, ports, token } = await registered();
  const first = await Promise.all(Array.from({ length: 10 }, () => verifyRegistration(ports, token)));
  const again = await verifyRegistration(ports, token);
  const outcomes = [...first, again].map((outcome) => (outcome.ok ? outcome.value : outcome));
  expect(new Set(outcomes.map((value) => 'tenantId' in value && value.tenantId)).size).toBe(1);
  expect(outcomes.filter((value) => 'apiKey' in value && value.apiKey !== null)).toHaveLength(1);
  expect(await tenantsOf(email)).toHaveLength(1);
});

test.each(['before', 'after'] as const)(
  'a function that dies %s any of its writes leaves nothing that the same link does not finish',
  async (when) => {
    for (let nth = 1; ; nth++) {
      const { email, ports, token } = await registered();
      const dying = { ...ports, ...identityPorts(dyingAt(table, nth, when), clock) };
      const died = await verifyRegistration(dying, token).then(
        () => false,
        () => true,
      );
      const outcome = await verifyRegistration(ports, token);
      expect(outcome, `write ${nth}`).toMatchObject({ ok: true, value: { email } });
      expect(await tenantsOf(email)).toHaveLength(1);
      expect(await ports.accounts.findByEmail(email)).toMatchObject({ role: 'owner' });
      expect(await ports.emails.find(email)).toMatchObject({ confirmed: true });
      if (!died) {
        expect(nth).toBeGreaterThan(7);
        break;
      }
    }
  },
);

test('of two registrations of one e-mail the first that is confirmed has it', async () => {
  const { email, ports, token } = await registered();
  const other = await registered(email);
  const outcomes = await Promise.all([
    verifyRegistration(ports, token),
    verifyRegistration(other.ports, other.token),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual({ ok: false, reason: 'stale-token' });
  expect(await tenantsOf(email)).toHaveLength(1);
});

test('a link ends after a day, and one that was made up opens nothing', async () => {
  const { ports, token } = await registered();
  expect(await verifyRegistration(ports, `${token}x`)).toEqual({ ok: false, reason: 'stale-token' });
  clock.now += 24 * 3_600_000;
  expect(await verifyRegistration(ports, token)).toEqual({ ok: false, reason: 'stale-token' });
});

test('an e-mail that was claimed and never finished is free after a while, not before', async () => {
  const { email, ports, token } = await registered();
  const dying = { ...ports, ...identityPorts(dyingAt(table, 3, 'before'), clock) };
  await expect(verifyRegistration(dying, token)).rejects.toThrow('died');
  const other = await registered(email);
  expect(await verifyRegistration(other.ports, other.token)).toEqual({ ok: false, reason: 'stale-token' });
  clock.now += 16 * 60_000;
  expect(await verifyRegistration(other.ports, other.token)).toMatchObject({ ok: true });
  expect(await verifyRegistration(ports, token)).toEqual({ ok: false, reason: 'stale-token' });
});

test('somebody who was removed may register anew, and is nobody’s member meanwhile', async () => {
  const { email, ports, token } = await registered();
  const verified = await verifyRegistration(ports, token);
  if (!verified.ok) throw new Error('not verified');
  const { tenantId, userId } = verified.value;
  const colleague = { tenantId, userId: 'usr_colleague', email: newEmail(), name: 'Bob' };
  const event = {
    tenantId,
    actor: { kind: 'system', id: 'x' },
    action: 'x',
    resource: { kind: 'x', id: 'x' },
  } as const;
  const joined = { joinedAt: '2026-01-01T00:00:00Z', notBefore: 0, revision: 1 };
  await ports.members.add({ ...colleague, ...joined, role: 'owner', status: 'active' }, event);
  const removed = await removeMember(ports, { tenantId, userId: 'usr_colleague' }, userId);
  expect(removed).toEqual({ ok: true, value: undefined });
  expect(await ports.accounts.findByEmail(email)).toBeUndefined();
  const anew = await registered(email);
  const outcome = await verifyRegistration(anew.ports, anew.token);
  expect(outcome).toMatchObject({ ok: true });
  expect(await ports.accounts.findByEmail(email)).not.toMatchObject({ userId });
});
