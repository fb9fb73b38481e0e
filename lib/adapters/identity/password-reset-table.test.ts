import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityPorts, killedAt, lastToken } from '../../../test/fakes/identity-table.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import { changeAccount, changePassword, signOutEverywhere } from '../../domain/identity/account.ts';
import { completePasswordReset } from '../../domain/identity/complete-password-reset.ts';
import { inSeconds, stillHolds } from '../../domain/identity/openid/what-a-token-says.ts';
import { readPasswordReset } from '../../domain/identity/read-password-reset.ts';
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
    notBefore: clock.now,
  });
  expect(await completePasswordReset(ports, request)).toEqual(stale);
});

test('a link tells beforehand whether it still works, and one that does not, why', async () => {
  const { ports, token } = await asked();
  const look = (one: string) => readPasswordReset(ports, one);
  expect(await look(token)).toEqual({ ok: true, value: undefined });
  expect(await look('made up')).toEqual(stale);
  await completePasswordReset(ports, { token, password: 'the new password' });
  expect(await look(token)).toEqual({ ok: false, reason: 'used-token' });
  const late = await asked();
  clock.now += 30 * 60_000;
  expect(await readPasswordReset(late.ports, late.token)).toEqual(stale);
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

describe('a password that is changed ends every link that was asked for before', () => {
  /** Two links, the second asked for so much later; then the password is changed, a moment after. */
  async function twoLinks(apart = 0) {
    const person = await asked();
    clock.now += apart;
    await requestPasswordReset(person.ports, { email: person.email }, { peer: 'p', viewer: 'v' });
    return { ...person, other: lastToken(person.ports, 'password-reset') };
  }
  const complete = ({ ports }: Awaited<ReturnType<typeof asked>>, token: string, password: string) =>
    completePasswordReset(ports, { token, password });

  test.each([0, 1, 900, 60_000])('by another link, asked for %i ms apart', async (apart) => {
    const person = await twoLinks(apart);
    expect(await complete(person, person.other, 'the new password')).toMatchObject({ ok: true });
    expect(await complete(person, person.token, 'the password of a thief')).toEqual(stale);
    expect(await person.account()).toMatchObject({ passwordHash: 'hash of the new password' });
  });

  test('in the settings, in the very millisecond too, and by a clock that is behind', async () => {
    for (const later of [0, 1, -4_000]) {
      const person = await asked();
      const ports = { ...person.ports, now: () => clock.now + later };
      const change = { current: 'the old password', next: 'the new password' };
      expect(await changePassword(ports, person.caller, change)).toMatchObject({ ok: true });
      clock.now += 60_000;
      expect(await complete(person, person.token, 'the password of a thief')).toEqual(stale);
      expect(await person.account()).toMatchObject({ passwordHash: 'hash of the new password' });
    }
  });

  test('of two that are followed at the same moment one works', async () => {
    const person = await twoLinks();
    const outcomes = await Promise.all([
      complete(person, person.token, 'the one password'),
      complete(person, person.other, 'the other password'),
    ]);
    const [one] = outcomes.map(({ ok }) => ok);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await person.account()).toMatchObject({
      passwordHash: `hash of the ${one ? 'one' : 'other'} password`,
    });
  });

  test('but not those that are asked for afterwards', async () => {
    const person = await twoLinks();
    await complete(person, person.other, 'the new password');
    clock.now += 11_000;
    await requestPasswordReset(person.ports, { email: person.email }, { peer: 'p', viewer: 'v' });
    const later = lastToken(person.ports, 'password-reset');
    expect(await complete(person, later, 'the newest password')).toMatchObject({ ok: true });
  });
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
  expect(await account()).toMatchObject({ notBefore: clock.now });
  for (let guess = 0; guess < 17; guess++) await change(`guess ${guess}`);
  expect(await change('the new password')).toMatchObject({ reason: 'too-many-requests' });
});

test('whoever was signed in is out with the old password, though the function dies before it ends the sessions', async () => {
  for (const way of ['settings', 'mail']) {
    const { ports, caller, token, account } = await asked();
    const holds = async () => stillHolds(await account(), inSeconds(clock.now));
    expect(await holds(), 'with the first password').toBe(true);
    clock.now += 5_000;
    const dying = {
      ...ports,
      members: { ...ports.members, endSessions: () => Promise.reject(new Error('died')) },
    };
    const change = { current: 'the old password', next: 'the new password' };
    const changed =
      way === 'mail'
        ? completePasswordReset(dying, { token, password: change.next })
        : changePassword(dying, caller, change);
    await expect(changed).rejects.toThrow('died');
    expect(await account()).toMatchObject({ passwordHash: 'hash of the new password' });
    expect(await holds(), way).toBe(false);
    clock.now += 1;
    expect(await holds(), 'with the new password').toBe(true);
  }
});

test('signing out everywhere voids what was given out before now', async () => {
  const { ports, caller, account } = await somebody();
  await signOutEverywhere(ports, caller);
  expect(await account()).toMatchObject({ notBefore: clock.now });
});

test('a new name is seen wherever the person is', async () => {
  const { ports, caller, account } = await somebody();
  await changeAccount(ports, caller, 'Ada King');
  expect(await account()).toMatchObject({ name: 'Ada King' });
  expect(await ports.members.find(caller.tenantId, caller.userId)).toMatchObject({ name: 'Ada King' });
});

test('seeding that was killed after any of its calls is finished or begun anew by seeding again', async () => {
  for (let nth = 1; ; nth++) {
    const ports = identityPorts(started.tables.Identity, clock);
    const member = { email: `bob${count}@example.com`, name: 'Bob', password: 'x', role: 'owner' } as const;
    const owner = { email: `ada${count++}@example.com`, name: 'Ada', password: 'x', tenantName: 'Acme' };
    const seed = { ...owner, members: [member] };
    const { ports: dying, fuse } = killedAt(ports, nth, 'after');
    await seedTenant(dying, seed).catch(() => undefined);
    clock.now += 16 * 60_000;
    const { tenantId } = await seedTenant(ports, seed);
    for (const { email } of [owner, member]) {
      const where = `killed after call ${nth}`;
      expect(await ports.accounts.findByEmail(email), where).toMatchObject({ tenantId, role: 'owner' });
      expect(await ports.emails.find(email), where).toMatchObject({ confirmed: true });
    }
    if (!fuse.blown) break;
  }
});

test('seeding again gives the same ids and no key', async () => {
  const { ports, email, caller } = await somebody();
  const again = await seedTenant(ports, { email, name: 'Eve', password: 'x', tenantName: 'Other' });
  expect(again).toEqual({ ...caller, members: [] });
});
