import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dyingAt, type IdentityPorts, identityPorts, lastToken } from '../../../test/fakes/identity-table.ts';
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
const password = 'a good password';
const request = (email: string) => ({
  ...{ email, password, name: 'Ada', company: 'Acme' },
  webhookUrl: 'https://hooks.example/guidewright',
});

async function registered(email = newEmail(), ports = identityPorts(table, clock)) {
  expect(await register(ports, request(email), sender())).toMatchObject({ ok: true });
  return { email, ports, token: lastToken(ports, 'registration') };
}

/** Follows the link and types the password, the one that was chosen unless told. */
const verify = (ports: IdentityPorts, token: string, typed = password) =>
  verifyRegistration(ports, { token, password: typed });

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

/** Takes away what has come to its end at a moment, as the table does. */
async function goneByThen(moment: number): Promise<void> {
  for (const { pk, sk, expiresAt } of await everything()) {
    if (typeof expiresAt === 'number' && expiresAt * 1_000 <= moment)
      await table.client.send(new DeleteCommand({ TableName: table.name, Key: { pk, sk } }));
  }
}

/** Tenants that have this e-mail among their members, with all that was made of them. */
async function tenantsOf(email: string) {
  const items = await everything();
  const tenants = items.filter((item) => item.sk !== 'TENANT' && item.email === email && item.role);
  return tenants.map(({ pk }) => items.filter((item) => item.pk === pk));
}

test('a confirmed e-mail gives a tenant on STARTER in its region, its owner, a key, an unverified webhook', async () => {
  const { email, ports, token } = await registered();
  const outcome = await verify(ports, token);
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      email,
      apiKey: {
        key: expect.stringMatching(/^gw_/),
        scopes: ['recordings:write', 'recordings:read', 'guides:read'],
        expiresAt: new Date(ports.now() + 90 * 24 * 3_600_000).toISOString(),
      },
    },
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

test('the link alone makes nothing: it takes the password that was chosen, and stays good for another try', async () => {
  const { email, ports, token } = await registered();
  expect(await verify(ports, token, 'what its reader guesses')).toEqual({
    ...{ ok: false, reason: 'unmatched-password' },
    errors: [{ pointer: '/password', message: expect.any(String) }],
  });
  expect(await tenantsOf(email)).toEqual([]);
  expect(await ports.emails.find(email)).toBeUndefined();
  expect(ports.seen.directory.size).toBe(0);
  expect(await verify(ports, token)).toMatchObject({ ok: true, value: { email } });
});

test('whoever registers a stranger’s e-mail gets no account under it, however the stranger goes on', async () => {
  const attacker = await registered();
  const { email } = attacker;
  const own = 'the password of the mailbox’s owner';
  expect(await verify(attacker.ports, attacker.token, own)).toMatchObject({ ok: false });
  const ports = identityPorts(table, clock);
  await register(ports, { ...request(email), password: own }, sender());
  expect(await verify(ports, lastToken(ports, 'registration'), own)).toMatchObject({ ok: true });
  expect(await verify(attacker.ports, attacker.token, own)).toMatchObject({ ok: false });
  expect(await verify(attacker.ports, attacker.token)).toEqual({ ok: false, reason: 'stale-token' });
  expect(await ports.accounts.findByEmail(email)).toMatchObject({ passwordHash: `hash of ${own}` });
  expect(await tenantsOf(email)).toHaveLength(1);
});

test('guesses at the password of one link are slowed, and those of another are not', async () => {
  const { ports, token } = await registered();
  for (let guess = 0; guess < 20; guess++) await verify(ports, token, `guess ${guess}`);
  expect(await verify(ports, token)).toMatchObject({ reason: 'too-many-requests' });
  const other = await registered();
  expect(await verify(other.ports, other.token)).toMatchObject({ ok: true });
  clock.now += 3_600_000;
  expect(await verify(ports, token)).toMatchObject({ ok: true });
});

test('each change carries its audit event, and none of them a name or an address', async () => {
  const { email, ports, token } = await registered();
  await verify(ports, token);
  const [tenant = []] = await tenantsOf(email);
  const events = tenant.flatMap((item) => (item.auditOutbox ?? []) as string[]);
  expect(events.map((event) => JSON.parse(event).action).sort()).toEqual([
    'becomeOwner',
    'createApiKey',
    'verifyRegistration',
  ]);
  expect(events.join()).not.toMatch(/ada|acme|example/i);
});

test('the same link again, also ten times at once, gives one tenant and shows the key once', async () => {
  const { email, ports, token } = await registered();
  const first = await Promise.all(Array.from({ length: 10 }, () => verify(ports, token)));
  const again = await verify(ports, token);
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
      const died = await verify(dying, token).then(
        () => false,
        () => true,
      );
      const outcome = await verify(ports, token);
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
  const outcomes = await Promise.all([verify(ports, token), verify(other.ports, other.token)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual({ ok: false, reason: 'stale-token' });
  expect(await tenantsOf(email)).toHaveLength(1);
});

test('a link ends after a day, and one that was made up opens nothing', async () => {
  const { ports, token } = await registered();
  expect(await verify(ports, `${token}x`)).toEqual({ ok: false, reason: 'stale-token' });
  clock.now += 24 * 3_600_000;
  expect(await verify(ports, token)).toEqual({ ok: false, reason: 'stale-token' });
});

test('an e-mail that was claimed and never finished is free after a while, not before', async () => {
  const { email, ports, token } = await registered();
  const add = () => Promise.reject(new Error('died'));
  const dying = { ...ports, tenants: { ...ports.tenants, add } };
  await expect(verify(dying, token)).rejects.toThrow('died');
  const other = await registered(email);
  expect(await verify(other.ports, other.token)).toEqual({ ok: false, reason: 'stale-token' });
  clock.now += 16 * 60_000;
  expect(await verify(other.ports, other.token)).toMatchObject({ ok: true });
  expect(await verify(ports, token)).toEqual({ ok: false, reason: 'stale-token' });
});

test('who never follows the link again, when it died as the last thing was to be written, keeps the e-mail', async () => {
  const { email, ports, token } = await registered();
  const dying = { ...ports, emails: { ...ports.emails, confirm: () => Promise.reject(new Error('died')) } };
  await expect(verify(dying, token)).rejects.toThrow('died');
  await goneByThen(clock.now + 365 * 24 * 3_600_000);
  expect(await ports.accounts.findByEmail(email)).toMatchObject({ role: 'owner' });
  clock.now += 16 * 60_000;
  const other = await registered(email);
  expect(await verify(other.ports, other.token)).toEqual({ ok: false, reason: 'stale-token' });
});

test('an e-mail from when an end was what made a claim unconfirmed is known by that', async () => {
  const { ports } = await registered();
  const claimed = { sk: 'EMAIL', userId: 'usr_1', tenantId: 'tnt_1', claimedAt: clock.now };
  const put = (email: string, more: object) =>
    table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...claimed, ...more, pk: `EMAIL#${email}` } }),
    );
  await put('done@example.com', {});
  await put('begun@example.com', { expiresAt: clock.now / 1_000 });
  expect(await ports.emails.find('done@example.com')).toMatchObject({ confirmed: true });
  expect(await ports.emails.find('begun@example.com')).toMatchObject({ confirmed: false });
  await ports.emails.confirm('begun@example.com', 'usr_1');
  await goneByThen(clock.now + 1_000);
  expect(await ports.emails.find('begun@example.com')).toMatchObject({ confirmed: true });
});

test('a claim that is confirmed while somebody looks at it is not taken over', async () => {
  const { email, ports } = await registered();
  const claim = { userId: 'usr_1', tenantId: 'tnt_1', claimedAt: clock.now };
  const other = { userId: 'usr_2', tenantId: 'tnt_2', claimedAt: clock.now };
  expect(await ports.emails.claim(email, claim, undefined)).toBe(true);
  const seen = await ports.emails.find(email);
  await ports.emails.confirm(email, 'usr_1');
  expect(await ports.emails.claim(email, other, seen)).toBe(false);
  expect(await ports.emails.claim(email, other, await ports.emails.find(email))).toBe(true);
});

test('somebody who was removed may register anew, and is nobody’s member meanwhile', async () => {
  const { email, ports, token } = await registered();
  const verified = await verify(ports, token);
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
  const outcome = await verify(anew.ports, anew.token);
  expect(outcome).toMatchObject({ ok: true });
  expect(await ports.accounts.findByEmail(email)).not.toMatchObject({ userId });
});
