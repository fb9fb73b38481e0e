import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dyingAt, identityPorts, lastToken } from '../../../test/fakes/identity-table.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { acceptInvitation } from '../../domain/identity/accept-invitation.ts';
import { inviteMember, listInvitations, withdrawInvitation } from '../../domain/identity/invite-member.ts';
import { changeMember, listMembers, removeMember } from '../../domain/identity/members.ts';
import { seedTenant } from '../../domain/identity/seed-tenant.ts';
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

const newEmail = () => `person${count++}@example.com`;
const person = () => ({ email: newEmail(), name: 'Ada', password: 'a good password' });

/** A tenant with an owner and one more member of each of the roles. */
async function tenantWith(...roles: Role[]) {
  const ports = identityPorts(table, clock);
  const members = roles.map((role) => ({ ...person(), role }));
  const seeded = await seedTenant(ports, { ...person(), tenantName: 'Acme', members });
  const { tenantId } = seeded;
  const caller = (userId: string) => ({ userId, tenantId });
  return {
    ports,
    tenantId,
    owner: caller(seeded.userId),
    others: seeded.members.map((m) => caller(m.userId)),
  };
}
type TestTenant = Awaited<ReturnType<typeof tenantWith>>;

const owners = async ({ ports, tenantId }: TestTenant) =>
  (await ports.members.list(tenantId)).filter(({ role }) => role === 'owner');
const nobody = { userId: 'usr_nobody', tenantId: 'tnt_nobody' };
const [first, second, third] = [0, 1, 2];
const at = <Value>(values: readonly Value[], index: number): Value => {
  const value = values[index];
  if (value === undefined) throw new Error(`there is no ${index}th`);
  return value;
};

describe('owners', () => {
  test('the last one stays, whoever asks', async () => {
    const tenant = await tenantWith('admin');
    const { ports, owner } = tenant;
    const lastOwner = { ok: false, reason: 'last-owner' };
    expect(await changeMember(ports, owner, owner.userId, 'viewer')).toEqual(lastOwner);
    expect(await removeMember(ports, owner, owner.userId)).toEqual(lastOwner);
    expect(await owners(tenant)).toHaveLength(1);
  });

  test('ten who give up or remove each other at the same moment leave one', async () => {
    for (let round = 0; round < 5; round++) {
      const tenant = await tenantWith(...Array<Role>(9).fill('owner'));
      const all = [tenant.owner, ...tenant.others];
      const outcomes = await Promise.all(
        all.map((caller, index) =>
          index % 2 === 0
            ? changeMember(tenant.ports, caller, caller.userId, 'viewer')
            : removeMember(tenant.ports, caller, at(all, (index + 2) % 10).userId),
        ),
      );
      const left = await owners(tenant);
      expect(left.length).toBeGreaterThan(0);
      expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(4);
    }
  });

  test('control: judged by the members alone, ten at the same moment leave none', async () => {
    const tenant = await tenantWith(...Array<Role>(9).fill('owner'));
    const { ports } = tenant;
    const careless = {
      ...ports,
      owners: { ...ports.owners, leave: async () => (await owners(tenant)).length > 1 },
    };
    const all = [tenant.owner, ...tenant.others];
    await Promise.all(all.map((caller) => changeMember(careless, caller, caller.userId, 'viewer')));
    expect(await owners(tenant)).toHaveLength(0);
  });

  test('one is made and unmade over and over by many, and there is always one', async () => {
    const tenant = await tenantWith('owner', 'admin', 'admin');
    const { ports, owner, others } = tenant;
    const change = (userId: string, role: Role) =>
      changeMember(ports, owner, userId, role).catch(() => undefined);
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        others.flatMap(({ userId }, index) => [
          change(userId, 'owner'),
          change(userId, 'admin'),
          ...(index === 0 ? [changeMember(ports, at(others, 0), owner.userId, 'owner')] : []),
        ]),
      );
      const listed = (await ports.owners.read(tenant.tenantId)).listed;
      const real = (await owners(tenant)).map(({ userId }) => userId);
      expect([...listed].filter((userId) => !real.includes(userId))).toEqual([]);
      expect(listed.size).toBeGreaterThan(0);
    }
  });

  test.each(['before', 'after'] as const)(
    'a change that dies %s a write keeps nobody from being followed later',
    async (when) => {
      for (let nth = 1; nth <= 3; nth++) {
        const tenant = await tenantWith('admin');
        const { ports, owner, others } = tenant;
        const heir = at(others, first);
        const dying = { ...ports, ...identityPorts(dyingAt(table, nth, when), clock) };
        await changeMember(dying, owner, heir.userId, 'owner').catch(() => undefined);
        clock.now += 61_000;
        await changeMember(ports, owner, heir.userId, 'owner');
        expect(await changeMember(ports, owner, owner.userId, 'viewer')).toMatchObject({ ok: true });
        expect((await owners(tenant)).map(({ userId }) => userId)).toEqual([heir.userId]);
      }
    },
  );
});

describe('roles', () => {
  test('nobody gives or takes above the own role; a key may what an admin may', async () => {
    const { ports, owner, others, tenantId } = await tenantWith('admin', 'editor', 'viewer');
    const [admin, editor] = [at(others, first), at(others, second)];
    const key = { userId: 'key_1', tenantId };
    const above = { ok: false, reason: 'above-own-role' };
    for (const caller of [admin, key]) {
      expect(await changeMember(ports, caller, editor.userId, 'owner')).toEqual(above);
      expect(await changeMember(ports, caller, owner.userId, 'viewer')).toEqual(above);
      expect(await removeMember(ports, caller, owner.userId)).toEqual(above);
      expect(await inviteMember(ports, caller, { email: newEmail(), role: 'owner' })).toEqual(above);
    }
    expect(await changeMember(ports, editor, editor.userId, 'admin')).toEqual(above);
    expect(await changeMember(ports, admin, editor.userId, 'admin')).toMatchObject({
      value: { role: 'admin' },
    });
  });

  test('what is of another tenant is not there', async () => {
    const { ports, owner } = await tenantWith();
    const other = await tenantWith('viewer');
    const notFound = { ok: false, reason: 'not-found' };
    const stranger = at(other.others, first).userId;
    expect(await changeMember(ports, owner, stranger, 'owner')).toEqual(notFound);
    expect(await removeMember(ports, owner, stranger)).toEqual(notFound);
    expect(await removeMember(ports, nobody, stranger)).toEqual(notFound);
  });

  test('a removed member leaves the list, the account, and every session', async () => {
    const { ports, owner, others, tenantId } = await tenantWith('editor', 'viewer');
    const { userId } = at(others, first);
    expect(await removeMember(ports, owner, userId)).toMatchObject({ ok: true });
    const listed = await listMembers(ports, owner);
    expect(listed.value.members.map((member) => member.userId)).not.toContain(userId);
    const now = Math.floor(clock.now / 1_000);
    expect(await ports.members.find(tenantId, userId)).toMatchObject({ status: 'removed', notBefore: now });
    expect(await ports.accounts.findByUserId(userId)).toBeUndefined();
    expect(await removeMember(ports, owner, userId)).toEqual({ ok: false, reason: 'not-found' });
  });
});

describe('invitations', () => {
  const acceptance = (token: string) => ({ token, name: 'Bob', password: 'a good password' });

  async function invited(role: Role = 'editor') {
    const tenant = await tenantWith();
    const email = newEmail();
    const outcome = await inviteMember(tenant.ports, tenant.owner, {
      email: ` ${email.toUpperCase()} `,
      role,
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    return { ...tenant, email, id: outcome.value.id, token: lastToken(tenant.ports, 'invitation') };
  }

  test('whoever accepts is a member with the role, once', async () => {
    const { ports, owner, email, token } = await invited('admin');
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => acceptInvitation(ports, acceptance(token))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const { members } = (await listMembers(ports, owner)).value;
    expect(members.filter((member) => member.email === email)).toEqual([
      expect.objectContaining({ name: 'Bob', role: 'admin' }),
    ]);
    expect(await acceptInvitation(ports, acceptance(token))).toEqual({ ok: false, reason: 'stale-token' });
    expect((await listInvitations(ports, owner)).value.invitations).toEqual([]);
  });

  test.each(['before', 'after'] as const)(
    'one that dies %s a write is finished by the same link',
    async (when) => {
      for (let nth = 1; ; nth++) {
        const { ports, owner, email, token } = await invited('owner');
        const dying = { ...ports, ...identityPorts(dyingAt(table, nth, when), clock) };
        const died = await acceptInvitation(dying, acceptance(token)).then(
          () => false,
          () => true,
        );
        await acceptInvitation(ports, acceptance(token));
        const { members } = (await listMembers(ports, owner)).value;
        expect(
          members.filter((member) => member.email === email),
          `write ${nth}`,
        ).toHaveLength(1);
        expect(await ports.accounts.findByEmail(email)).toMatchObject({ role: 'owner' });
        if (!died) break;
      }
    },
  );

  test('withdrawn, replaced or expired, its link opens nothing', async () => {
    const stale = { ok: false, reason: 'stale-token' };
    const { ports, owner, id, token, email } = await invited();
    await inviteMember(ports, owner, { email, role: 'viewer' });
    const replacement = lastToken(ports, 'invitation');
    expect(await acceptInvitation(ports, acceptance(token))).toEqual(stale);
    expect((await listInvitations(ports, owner)).value.invitations).toMatchObject([{ id, role: 'viewer' }]);
    expect(await withdrawInvitation(ports, owner, id)).toMatchObject({ ok: true });
    expect(await withdrawInvitation(ports, owner, id)).toEqual({ ok: false, reason: 'not-found' });
    expect(await acceptInvitation(ports, acceptance(replacement))).toEqual(stale);
    for (const made of ['', 'a.b', 'a.b.c.d', `${replacement}x`])
      expect(await acceptInvitation(ports, acceptance(made))).toEqual(stale);
    const late = await invited();
    clock.now += 7 * 24 * 3_600_000;
    expect(await acceptInvitation(late.ports, acceptance(late.token))).toEqual(stale);
  });

  test('an e-mail that has an account is told so, and stays where it is', async () => {
    const { ports, owner } = await invited();
    const other = await tenantWith('viewer');
    const taken = (await other.ports.members.list(other.tenantId))[third - 1]?.email ?? '';
    await inviteMember(ports, owner, { email: taken, role: 'viewer' });
    const outcome = await acceptInvitation(ports, acceptance(lastToken(ports, 'invitation')));
    expect(outcome).toEqual({ ok: false, reason: 'email-taken' });
    expect(await ports.accounts.findByEmail(taken)).toMatchObject({ tenantId: other.tenantId });
  });

  test('a weak or stolen password uses nothing up', async () => {
    const { ports, token } = await invited();
    for (const [password, reason] of [
      ['a weak password', 'weak-password'],
      ['a stolen password', 'breached-password'],
    ] as const)
      expect(await acceptInvitation(ports, { token, name: 'Bob', password })).toMatchObject({ reason });
    expect(await acceptInvitation(ports, acceptance(token))).toMatchObject({ ok: true });
  });

  test('members and open invitations together fill the plan', async () => {
    const { ports, owner, id } = await invited();
    for (let more = 0; more < 3; more++)
      expect(await inviteMember(ports, owner, { email: newEmail(), role: 'viewer' })).toMatchObject({
        ok: true,
      });
    const one = () => inviteMember(ports, owner, { email: newEmail(), role: 'viewer' });
    expect(await one()).toEqual({ ok: false, reason: 'plan-limit' });
    await withdrawInvitation(ports, owner, id);
    expect(await one()).toMatchObject({ ok: true });
  });
});
