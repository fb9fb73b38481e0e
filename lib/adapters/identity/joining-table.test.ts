import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type IdentityPorts,
  identityPorts,
  killedAt,
  lastToken,
} from '../../../test/fakes/identity-table.ts';
import { at, newEmail, tenantWith as seeded } from '../../../test/fakes/seeded-tenant.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { acceptInvitation } from '../../domain/identity/accept-invitation.ts';
import { inviteMember } from '../../domain/identity/invite-member.ts';
import { removeMember } from '../../domain/identity/members.ts';
import type { Table } from '../../runtime/document-client.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
let table: Table;
const clock = { now: Date.UTC(2026, 0, 1) };
const minute = 60_000;

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
  table = started.tables.Identity;
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const acceptance = (token: string, password = 'a good password') => ({ token, name: 'Bob', password });
const stale = { ok: false, reason: 'stale-token' };
const planLimit = { ok: false, reason: 'plan-limit' };

/** A tenant with an owner, members besides, and so many invitations. On STARTER there is room for five in all. */
async function inviting(invitations: number, role: Role = 'viewer', ...members: Role[]) {
  const ports = identityPorts(table, clock);
  const tenant = await seeded(ports, ...members);
  const guests = [];
  // Those who are invited at the same moment see no more of each other.
  const roomy = { ...ports, tenants: { ...ports.tenants, find: enterprise(ports) } };
  for (let count = 0; count < invitations; count++) {
    const email = newEmail();
    const outcome = await inviteMember(roomy, tenant.owner, { email, role });
    if (!outcome.ok) throw new Error(outcome.reason);
    guests.push({ email, token: lastToken(ports, 'invitation') });
  }
  return { ...tenant, guests };
}
const enterprise = (ports: IdentityPorts) => async (tenantId: string) => {
  const tenant = await ports.tenants.find(tenantId);
  return tenant && { ...tenant, plan: 'ENTERPRISE' as const };
};

/** Kills it right after its first call, its second, and so on, until one try comes to its end. */
async function* deaths(begin: () => ReturnType<typeof inviting>) {
  for (let nth = 1; ; nth++) {
    const { guests, ...tenant } = await begin();
    const { ports: dying, fuse } = killedAt(tenant.ports, nth, 'after');
    const [guest, ...others] = [at(guests, 0), ...guests.slice(1)];
    await acceptInvitation(dying, acceptance(guest.token, 'the first password')).catch(() => undefined);
    yield { ...tenant, ...guest, others, where: `killed after call ${nth}` };
    if (!fuse.blown) return expect(nth).toBeGreaterThan(10);
  }
}

test('killed after any of its calls it is finished by the same link, and whoever is told yes can sign in', async () => {
  for await (const { ports, tenantId, email, token, where } of deaths(() => inviting(1, 'owner'))) {
    const again = await acceptInvitation(ports, acceptance(token, 'the second password'));
    if (!again.ok) expect(again, where).toEqual(stale);
    expect(await ports.accounts.findByEmail(email), where).toMatchObject({
      role: 'owner',
      passwordHash: `hash of the ${again.ok ? 'second' : 'first'} password`,
    });
    expect(await ports.emails.find(email), where).toMatchObject({ confirmed: true });
    const members = await ports.members.list(tenantId);
    expect(
      members.filter((member) => member.email === email),
      where,
    ).toHaveLength(1);
  }
});

test('killed before the e-mail is theirs for good, they are told yes for the same password', async () => {
  const { ports, guests } = await inviting(1);
  const { email, token } = at(guests, 0);
  const dying = { ...ports, emails: { ...ports.emails, confirm: () => Promise.reject(new Error('died')) } };
  await expect(acceptInvitation(dying, acceptance(token))).rejects.toThrow('died');
  expect(await ports.emails.find(email)).toMatchObject({ confirmed: false });
  // However late: nothing of theirs comes to an end by itself.
  clock.now += 100 * 24 * 60 * minute;
  // Nobody was signed out: their first sign-in holds.
  expect(await ports.accounts.findByEmail(email)).toMatchObject({ notBefore: 0 });
  expect(await acceptInvitation(ports, acceptance(token))).toMatchObject({ ok: true });
  expect(await ports.emails.find(email)).toMatchObject({ confirmed: true });
  expect(await acceptInvitation(ports, acceptance(token))).toEqual(stale);
});

test('of many at the same moment, with a password each, whoever is told yes can sign in', async () => {
  const { ports, guests } = await inviting(1);
  const { email, token } = at(guests, 0);
  const passwords = ['one', 'two', 'three', 'four', 'five'].map((word) => `the password ${word}`);
  const outcomes = await Promise.all(
    passwords.map((password) => acceptInvitation(ports, acceptance(token, password))),
  );
  const accepted = passwords.filter((_, index) => outcomes[index]?.ok);
  const account = await ports.accounts.findByEmail(email);
  expect(accepted.map((password) => `hash of ${password}`)).toEqual([account?.passwordHash]);
});

describe('seats', () => {
  const acceptAll = (ports: IdentityPorts, guests: readonly { readonly token: string }[]) =>
    Promise.all(guests.map(({ token }) => acceptInvitation(ports, acceptance(token))));

  test('eight who accept at the same moment are four members more, where the plan has room for five', async () => {
    for (let round = 0; round < 3; round++) {
      const { ports, tenantId, guests } = await inviting(8);
      const outcomes = await acceptAll(ports, guests);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(4);
      expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(4).fill(planLimit));
      expect(await ports.members.list(tenantId)).toHaveLength(5);
    }
  });

  test('control: where no turn is kept, they are more', async () => {
    const { ports, tenantId, guests } = await inviting(8);
    const { write } = ports.seats;
    const careless = {
      ...ports,
      seats: {
        ...ports.seats,
        write: async (...seats: Parameters<typeof write>) => Boolean(await write(...seats)) || true,
      },
    };
    await acceptAll(careless, guests);
    expect((await ports.members.list(tenantId)).length).toBeGreaterThan(5);
  });

  test('the one who is removed makes room at once, for one of those who were refused', async () => {
    const { ports, tenantId, owner, guests } = await inviting(8);
    const outcomes = await acceptAll(ports, guests);
    const refused = guests.filter((_, index) => !outcomes[index]?.ok);
    const [last] = outcomes.filter(({ ok }) => ok);
    await removeMember(ports, owner, last?.ok ? last.value.userId : '');
    const again = await acceptAll(ports, refused);
    expect(again.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await ports.members.list(tenantId)).toHaveLength(5);
  });

  test('whoever is killed after a call and tries again has one seat, not two', async () => {
    const begin = () => inviting(3, 'viewer', 'viewer', 'viewer');
    for await (const { ports, token, others, where } of deaths(begin)) {
      await acceptInvitation(ports, acceptance(token));
      const outcomes = await acceptAll(ports, others);
      expect(
        outcomes.filter(({ ok }) => ok),
        where,
      ).toHaveLength(1);
    }
  });

  test('one who took a seat and never came back has it for a quarter of an hour', async () => {
    const { ports, guests } = await inviting(5);
    const [gone, ...others] = [at(guests, 0), ...guests.slice(1)];
    const dying = { ...ports, members: { ...ports.members, add: () => Promise.reject(new Error('died')) } };
    await expect(acceptInvitation(dying, acceptance(gone.token))).rejects.toThrow('died');
    const outcomes = await acceptAll(ports, others);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    clock.now += 16 * minute;
    const late = others.filter((_, index) => !outcomes[index]?.ok);
    expect(await acceptAll(ports, late)).toMatchObject([{ ok: true }]);
    expect(await acceptInvitation(ports, acceptance(gone.token))).toEqual(planLimit);
  });
});
