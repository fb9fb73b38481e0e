import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../../test/fakes/tables.ts';
import { issueToken, type TokenPorts } from '../../domain/identity/issue-token.ts';
import { seedTenant } from '../../domain/identity/seed-tenant.ts';
import { dynamoAccounts } from './dynamo-accounts.ts';
import { dynamoAttempts } from './dynamo-attempts.ts';
import { dynamoRefreshTokens } from './dynamo-refresh-tokens.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
let count = 0;
let now = 1_767_225_600_000;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const passwords = {
  hash: async (password: string) => `hash of ${password}`,
  verify: async (password: string, hash: string | undefined) => hash === `hash of ${password}`,
};

function ports(): TokenPorts & { newTenantId: () => string; newUserId: () => string } {
  const table = started.tables.Identity;
  return {
    accounts: dynamoAccounts(table),
    attempts: dynamoAttempts(table),
    refreshTokens: dynamoRefreshTokens(table),
    passwords,
    accessTokens: { sign: async ({ userId }) => `access of ${userId}` },
    now: () => now,
    newTenantId: () => `tnt_${count++}`,
    newUserId: () => `usr_${count++}`,
  };
}

function seed(email: string) {
  return seedTenant(ports(), { tenantName: 'Acme', email, name: 'Ada', password: 'right' });
}

const someone = { peer: '192.0.2.1', viewer: '192.0.2.1' };

function signIn(email: string, password: string, viewer = '192.0.2.1', peer = viewer) {
  return issueToken(ports(), { grant: 'password', email, password }, { peer, viewer });
}

test('a seeded user signs in, whatever the case of the e-mail', async () => {
  const { userId, tenantId } = await seed('Ada@Example.com');
  expect(await signIn(' ada@example.COM ', 'right')).toMatchObject({
    ok: true,
    value: {
      accessToken: `access of ${userId}`,
      expiresIn: 1_800,
      user: { id: userId, tenantId, tenantName: 'Acme', name: 'Ada', email: 'ada@example.com' },
    },
  });
});

test('seeding again, also at the same moment, changes nothing and gives the same ids', async () => {
  const [first, second] = await Promise.all([seed('twice@example.com'), seed('twice@example.com')]);
  expect(second).toEqual(first);
  expect(await seed('twice@example.com')).toEqual(first);
});

test('an unknown user and a wrong password get the same answer', async () => {
  await seed('known@example.com');
  const wrong = await signIn('known@example.com', 'wrong');
  expect(wrong).toEqual({ ok: false, reason: 'wrong-credentials' });
  expect(await signIn('unknown@example.com', 'wrong')).toEqual(wrong);
});

test('a refresh token works once, also when it is used twice at the same moment, and brings the next', async () => {
  await seed('refresh@example.com');
  const signedIn = await signIn('refresh@example.com', 'right');
  if (!signedIn.ok) throw new Error('not signed in');
  const refresh = (refreshToken: string) => issueToken(ports(), { grant: 'refresh', refreshToken }, someone);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => refresh(signedIn.value.refreshToken)));
  const granted = outcomes.filter(({ ok }) => ok);
  expect(granted).toHaveLength(1);
  const [next] = granted;
  if (!next?.ok) throw new Error('unreachable');
  expect(await refresh(next.value.refreshToken)).toMatchObject({ ok: true });
  expect(await refresh('never given')).toEqual({ ok: false, reason: 'stale-refresh-token' });
});

test('a refresh token ends after thirty days', async () => {
  await seed('late@example.com');
  const signedIn = await signIn('late@example.com', 'right');
  if (!signedIn.ok) throw new Error('not signed in');
  now += 31 * 24 * 3_600_000;
  expect(
    await issueToken(ports(), { grant: 'refresh', refreshToken: signedIn.value.refreshToken }, someone),
  ).toEqual({ ok: false, reason: 'stale-refresh-token' });
});

test('after twenty failures the e-mail has to wait, the right password too; successes do not count', async () => {
  await seed('guessed@example.com');
  for (let i = 0; i < 25; i++)
    expect(await signIn('guessed@example.com', 'right', '192.0.2.2')).toMatchObject({ ok: true });
  for (let i = 0; i < 20; i++)
    expect(await signIn('guessed@example.com', `guess ${i}`, `192.0.2.${i}`)).toMatchObject({
      reason: 'wrong-credentials',
    });
  const refused = await signIn('guessed@example.com', 'right', '192.0.2.99');
  expect(refused).toMatchObject({ reason: 'too-many-attempts', retryAfter: expect.any(Number) });
  expect(await signIn('other@example.com', 'x', '192.0.2.99')).toMatchObject({ reason: 'wrong-credentials' });
  now += 301_000;
  expect(await signIn('guessed@example.com', 'right')).toMatchObject({ ok: true });
});

test('one viewer of the edge who guesses does not keep the others of the same server out', async () => {
  await seed('neighbour@example.com');
  const edge = '198.51.100.7';
  for (let i = 0; i < 300; i++) await signIn(`guess${i}@example.com`, 'x', '203.0.113.1', edge);
  expect(await signIn('neighbour@example.com', 'right', '203.0.113.1', edge)).toMatchObject({
    reason: 'too-many-attempts',
  });
  expect(await signIn('neighbour@example.com', 'right', '203.0.113.2', edge)).toMatchObject({ ok: true });
});
