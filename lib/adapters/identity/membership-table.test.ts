import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dyingAt, identityPorts } from '../../../test/fakes/identity-table.ts';
import { at, newEmail, type SeededTenant, tenantWith as seeded } from '../../../test/fakes/seeded-tenant.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { signOutEverywhere } from '../../domain/identity/account.ts';
import { inviteMember } from '../../domain/identity/invite-member.ts';
import { changeMember, listMembers, removeMember } from '../../domain/identity/members.ts';
import { audited } from '../../domain/identity/people.ts';
import type { Table } from '../../runtime/document-client.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
let table: Table;
const clock = { now: Date.UTC(2026, 0, 1) };

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
  table = started.tables.Identity;
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const tenantWith = (...roles: Role[]) => seeded(identityPorts(table, clock), ...roles);

const owners = async ({ ports, tenantId }: SeededTenant) =>
  (await ports.members.list(tenantId)).filter(({ role }) => role === 'owner');
const nobody = { userId: 'usr_nobody', tenantId: 'tnt_nobody' };
const [first, second] = [0, 1];

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

  test('a change that was begun before somebody signed out leaves them signed out', async () => {
    const { ports, tenantId, others } = await tenantWith('editor');
    const { userId } = at(others, first);
    const read = await ports.members.find(tenantId, userId);
    if (!read) throw new Error('no member');
    clock.now += 1_000;
    await signOutEverywhere(ports, { tenantId, userId });
    const event = audited({ tenantId, userId }, 'changeMember', { kind: 'Member', id: userId });
    expect(await ports.members.change(read, { role: 'admin' }, event)).toBe(true);
    expect(await ports.members.find(tenantId, userId)).toMatchObject({ role: 'admin', notBefore: clock.now });
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
    const notBefore = clock.now;
    expect(await ports.members.find(tenantId, userId)).toMatchObject({ status: 'removed', notBefore });
    expect(await ports.accounts.findByUserId(userId)).toBeUndefined();
    expect(await removeMember(ports, owner, userId)).toEqual({ ok: false, reason: 'not-found' });
  });
});
