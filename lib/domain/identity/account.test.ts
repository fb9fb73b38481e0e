import { expect, test } from 'vitest';
import { actions } from '../../contracts/identity/action.ts';
import { roles } from '../../contracts/identity/role.ts';
import { permissionsOfRole, type ReadAccountPorts, readAccount } from './account.ts';
import type { Member } from './people.ts';

const tenant = { tenantId: 'tnt_1', name: 'Acme', plan: 'STARTER', region: 'us-east-1' } as const;
const member: Member = {
  ...{ tenantId: 'tnt_1', userId: 'usr_1', email: 'ada@example.com', name: 'Ada', role: 'editor' as const },
  ...{ status: 'active' as const, joinedAt: '', notBefore: 0, revision: 1 },
};

const ports: ReadAccountPorts = {
  tenants: { find: async (tenantId) => (tenantId === 'tnt_1' ? tenant : undefined) },
  members: {
    find: async (_tenant, userId) =>
      userId === 'usr_1' ? member : userId === 'usr_2' ? { ...member, status: 'removed' } : undefined,
  },
  apiKeys: { scopesOf: async (_tenant, keyId) => (keyId === 'key_1' ? ['guides:read'] : undefined) },
};

test('a person sees the company, the own role, and what it permits on the company as a whole', async () => {
  const outcome = await readAccount(ports, { tenantId: 'tnt_1', userId: 'usr_1' });
  expect(outcome).toMatchObject({
    value: {
      user: { id: 'usr_1', email: 'ada@example.com', role: 'editor' as const },
      tenant: { id: 'tnt_1', plan: 'STARTER', region: 'us-east-1' },
      permissions: expect.arrayContaining(['openRecording', 'changePassword']),
    },
  });
  expect(outcome.ok && outcome.value.permissions).not.toContain('inviteMember');
});

test('a key is nobody, and may what its scopes name', async () => {
  const outcome = await readAccount(ports, { tenantId: 'tnt_1', userId: 'key_1' });
  expect(outcome).toMatchObject({ value: { user: null, permissions: ['listGuides'] } });
});

test.each(['usr_2', 'usr_3', 'key_2'])('%s, who is gone or never was, has no account', async (userId) => {
  expect(await readAccount(ports, { tenantId: 'tnt_1', userId })).toEqual({ ok: false, reason: 'not-found' });
});

test('each role may what the one before may, and an owner everything on the company', () => {
  const permitted = roles.map((role) => new Set<string>(permissionsOfRole(role)));
  for (const [index, more] of permitted.entries()) {
    const less = permitted[index - 1] ?? new Set();
    expect(less.isSubsetOf(more)).toBe(true);
    expect(more.size).toBeGreaterThan(less.size);
  }
  const onTenant = Object.entries(actions).filter(([, { resource }]) => resource === 'Tenant');
  expect(permitted.at(-1)).toEqual(new Set(onTenant.map(([action]) => action)));
});
