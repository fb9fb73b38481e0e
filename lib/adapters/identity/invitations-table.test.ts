import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityPorts, lastToken } from '../../../test/fakes/identity-table.ts';
import { at, newEmail, tenantWith as seeded } from '../../../test/fakes/seeded-tenant.ts';
import { startTables } from '../../../test/fakes/tables.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { acceptInvitation } from '../../domain/identity/accept-invitation.ts';
import { createApiKey } from '../../domain/identity/api-keys/create-api-key.ts';
import { revokeApiKey } from '../../domain/identity/api-keys/revoke-api-key.ts';
import { inviteMember, listInvitations, withdrawInvitation } from '../../domain/identity/invite-member.ts';
import { changeMember, listMembers, removeMember } from '../../domain/identity/members.ts';
import { readInvitation } from '../../domain/identity/read-invitation.ts';
import type { Table } from '../../runtime/document-client.ts';
import { dynamoApiKeys } from './api-keys/dynamo-api-keys.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
let table: Table;
const clock = { now: Date.UTC(2026, 0, 1) };

beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
  table = started.tables.Identity;
});
afterAll(() => started.cloud[Symbol.asyncDispose]());

const tenantWith = (...roles: Role[]) => seeded(identityPorts(table, clock), ...roles);
const acceptance = (token: string) => ({ token, name: 'Bob', password: 'a good password' });
const stale = { ok: false, reason: 'stale-token' };

async function invited(role: Role = 'editor') {
  const tenant = await tenantWith();
  const email = newEmail();
  const outcome = await inviteMember(tenant.ports, tenant.owner, { email: ` ${email.toUpperCase()} `, role });
  if (!outcome.ok) throw new Error(outcome.reason);
  return { ...tenant, email, id: outcome.value.id, token: lastToken(tenant.ports, 'invitation') };
}

test('whoever accepts is a member with the role, once', async () => {
  const { ports, owner, email, token } = await invited('admin');
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => acceptInvitation(ports, acceptance(token))),
  );
  expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  const { members } = (await listMembers(ports, owner)).value;
  expect(members.filter((member) => member.email === email)).toEqual([
    expect.objectContaining({ name: 'Bob', role: 'admin' }),
  ]);
  expect(await acceptInvitation(ports, acceptance(token))).toEqual(stale);
  expect((await listInvitations(ports, owner)).value.invitations).toEqual([]);
});

test('whoever has the link learns what it is to, and nobody else learns anything', async () => {
  const { ports, tenantId, owner, email, id, token } = await invited('admin');
  const expected = { company: 'Acme', invitedBy: 'Ada', email, role: 'admin' };
  expect(await readInvitation(ports, token)).toEqual({ ok: true, value: expected });
  const made = ['', 'x', `${tenantId}.${id}.x`, `${tenantId}.inv_x.${token.split('.')[2]}`, `${token}.x`];
  for (const wrong of made) expect(await readInvitation(ports, wrong)).toEqual(stale);
  await acceptInvitation(ports, acceptance(token));
  expect(await readInvitation(ports, token)).toEqual(stale);
  await inviteMember(ports, owner, { email: newEmail(), role: 'viewer' });
  await withdrawInvitation(
    ports,
    owner,
    (await listInvitations(ports, owner)).value.invitations[0]?.id ?? '',
  );
  expect(await readInvitation(ports, lastToken(ports, 'invitation'))).toEqual(stale);
});

test('withdrawn, replaced or expired, its link opens nothing', async () => {
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
  const { userId } = at(other.others, 0);
  const taken = (await other.ports.members.find(other.tenantId, userId))?.email ?? '';
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

describe('an invitation is worth what its inviter’s word is worth', () => {
  /** Somebody of the role invites; then something happens, and the link is followed. */
  async function followed(inviter: Role, role: Role, happens: (tenant: Inviting) => Promise<unknown>) {
    const tenant = await tenantWith(inviter);
    const by = at(tenant.others, 0);
    const outcome = await inviteMember(tenant.ports, by, { email: newEmail(), role });
    if (!outcome.ok) throw new Error(outcome.reason);
    await happens({ ...tenant, by });
    return acceptInvitation(tenant.ports, acceptance(lastToken(tenant.ports, 'invitation')));
  }
  type Inviting = Awaited<ReturnType<typeof tenantWith>> & { by: { userId: string; tenantId: string } };
  const become =
    (role: Role) =>
    ({ ports, owner, by }: Inviting) =>
      changeMember(ports, owner, by.userId, role);
  const leave = ({ ports, owner, by }: Inviting) => removeMember(ports, owner, by.userId);

  test.each<[string, Role, Role, (tenant: Inviting) => Promise<unknown>]>([
    ['was removed', 'admin', 'viewer', leave],
    ['may not give that role any more', 'owner', 'owner', become('admin')],
    ['may not invite any more', 'admin', 'viewer', become('editor')],
  ])('one whose inviter %s opens nothing', async (_, inviter, role, happens) => {
    expect(await followed(inviter, role, happens)).toEqual(stale);
  });

  test('one whose inviter may still do it makes a member', async () => {
    expect(await followed('owner', 'admin', become('admin'))).toMatchObject({ ok: true });
    expect(await followed('admin', 'admin', become('owner'))).toMatchObject({ ok: true });
  });

  test('one that an API key sent holds for as long as the key works', async () => {
    for (const [keyId, ends, expected] of [
      ['key_works', '2027-01-01T00:00:00Z', { ok: true }],
      ['key_ended', new Date(clock.now).toISOString(), stale],
      ['key_revoked', '2027-01-01T00:00:00Z', stale],
      ['key_unknown', undefined, stale],
    ] as const) {
      const { ports, tenantId, owner } = await tenantWith();
      const inviter = { userId: keyId, tenantId };
      const key = {
        tenantId,
        keyId,
        name: 'Sync',
        scopes: ['members:write'],
        createdBy: owner.userId,
      } as const;
      const actor = { kind: 'user', id: owner.userId } as const;
      if (ends) await createApiKey(ports, { ...key, expiresAt: ends }, actor);
      await inviteMember(ports, inviter, { email: newEmail(), role: 'admin' });
      if (keyId === 'key_revoked')
        await revokeApiKey({ ...ports, apiKeys: dynamoApiKeys(table) }, { ...owner, role: 'owner' }, keyId);
      const token = lastToken(ports, 'invitation');
      const read = await readInvitation(ports, token);
      expect(read, keyId).toMatchObject(expected.ok ? { ok: true, value: { invitedBy: null } } : stale);
      const outcome = await acceptInvitation(ports, acceptance(token));
      expect(outcome, keyId).toMatchObject(expected);
    }
  });

  test('one that does not say what its inviter was counts as an owner’s', async () => {
    const forget = async ({ ports, tenantId }: Inviting) => {
      const [invitation] = await ports.invitations.list(tenantId);
      const Key = { pk: `TENANT#${tenantId}`, sk: `INVITATION#${invitation?.id}` };
      const UpdateExpression = 'REMOVE invitedAs';
      await table.client.send(new UpdateCommand({ TableName: table.name, Key, UpdateExpression }));
    };
    expect(await followed('editor', 'viewer', forget)).toEqual(stale);
    expect(await followed('admin', 'viewer', forget)).toMatchObject({ ok: true });
  });

  test('one that a policy let an editor send holds for as long as that one is an editor', async () => {
    expect(await followed('editor', 'viewer', async () => {})).toMatchObject({ ok: true });
    expect(await followed('editor', 'viewer', become('viewer'))).toEqual(stale);
  });
});
