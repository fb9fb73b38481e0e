import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityPorts, lastToken } from '../../../test/fakes/identity-table.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import { changeAccount, changePassword, signOutEverywhere } from '../../domain/identity/account.ts';
import { completePasswordReset } from '../../domain/identity/complete-password-reset.ts';
import { requestPasswordReset } from '../../domain/identity/request-password-reset.ts';
import { seedTenant } from '../../domain/identity/seed-tenant.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
const clock = { now: Date.UTC(2026, 0, 1) };
let count = 0;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const stale = { ok: false, reason: 'stale-token' };

async function somebody() {
  const ports = identityPorts(started.tables.Identity, clock);
  const email = `ada${count++}@example.com`;
  const seed = { email, name: 'Ada', password: 'the old password', tenantName: 'Acme' };
  const { tenantId, userId } = await seedTenant(ports, seed);
  const caller = { tenantId, userId };
  const account = async () =>
    (await ports.accounts.findByUserId(userId)) ?? { passwordHash: '', notBefore: 0, name: '' };
  return { ports, email, caller, account };
}

async function asked(email?: string) {
  const person = await somebody();
  const sender = { peer: `192.0.2.${count}`, viewer: 'x' };
  const outcome = await requestPasswordReset(person.ports, { email: email ?? person.email }, sender);
  expect(outcome).toEqual({ ok: true, value: undefined });
  return { ...person, token: lastToken(person.ports, 'password-reset') };
}

test('a reset sets the password once and ends every session', async () => {
  const { ports, token, account } = await asked();
  clock.now += 5_000;
  const request = { token, password: 'the new password' };
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => completePasswordReset(ports, request)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await account()).toMatchObject({
    passwordHash: 'hash of the new password',
    notBefore: Math.floor(clock.now / 1_000),
  });
  expect(await completePasswordReset(ports, request)).toEqual(stale);
});

test('a refused password uses no token up', async () => {
  const { ports, token, account } = await asked();
  const weak = await completePasswordReset(ports, { token, password: 'a weak one' });
  expect(weak).toMatchObject({ reason: 'weak-password', errors: [{ pointer: '/password' }] });
  expect(await account()).toMatchObject({ passwordHash: 'hash of the old password', notBefore: 0 });
  expect(await completePasswordReset(ports, { token, password: 'a good one' })).toMatchObject({ ok: true });
});

test('a token ends after half an hour, and one for an e-mail that nobody has opens nothing', async () => {
  const unknown = await asked('nobody@example.com');
  expect(await completePasswordReset(unknown.ports, { token: unknown.token, password: 'good' })).toEqual(
    stale,
  );
  const late = await asked();
  clock.now += 30 * 60_000;
  expect(await completePasswordReset(late.ports, { token: late.token, password: 'good' })).toEqual(stale);
  expect(await completePasswordReset(late.ports, { token: 'made up', password: 'good' })).toEqual(stale);
});

test('nothing that is kept could be used as a token', async () => {
  const { ports, token } = await asked();
  const hash = ports.tokens.hash(token);
  expect(await ports.resets.find(hash)).toBeDefined();
  expect(await completePasswordReset(ports, { token: hash, password: 'good' })).toEqual(stale);
});

test('one’s own password is changed by who knows the present one, and guesses are slowed', async () => {
  const { ports, caller, account } = await somebody();
  const change = (current: string, next = 'the new password') =>
    changePassword(ports, caller, { current, next });
  expect(await change('wrong')).toEqual({ ok: false, reason: 'wrong-password' });
  expect(await change('the old password', 'weak')).toMatchObject({ errors: [{ pointer: '/next' }] });
  expect(await change('the old password')).toMatchObject({ ok: true });
  expect(await account()).toMatchObject({ notBefore: Math.floor(clock.now / 1_000) });
  for (let guess = 0; guess < 17; guess++) await change(`guess ${guess}`);
  expect(await change('the new password')).toMatchObject({ reason: 'too-many-requests' });
});

test('signing out everywhere voids what was given out before now', async () => {
  const { ports, caller, account } = await somebody();
  await signOutEverywhere(ports, caller);
  expect(await account()).toMatchObject({ notBefore: Math.floor(clock.now / 1_000) });
});

test('a new name is seen wherever the person is', async () => {
  const { ports, caller, account } = await somebody();
  await changeAccount(ports, caller, 'Ada King');
  expect(await account()).toMatchObject({ name: 'Ada King' });
  expect(await ports.members.find(caller.tenantId, caller.userId)).toMatchObject({ name: 'Ada King' });
});

test('seeding again gives the same ids and no key', async () => {
  const { ports, email, caller } = await somebody();
  const again = await seedTenant(ports, { email, name: 'Eve', password: 'x', tenantName: 'Other' });
  expect(again).toEqual({ ...caller, members: [] });
});
