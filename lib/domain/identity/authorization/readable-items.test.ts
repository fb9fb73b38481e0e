import { expect, test } from 'vitest';
import { cedarEngine } from '../../../adapters/identity/authorization/cedar.ts';
import type { TenantPolicies } from './decide.ts';
import type { GuideAttributes } from './question.ts';
import { type ListReader, readableItems } from './readable-items.ts';

const engine = cedarEngine();
const closed: GuideAttributes = { createdBy: 'usr_author', sensitive: true, collaborators: [] };
const items = ['open', 'closed'].map((id) => ({ id, guideId: `guide of ${id}`, createdBy: 'usr_author' }));
const reader = (userId: string, more: Partial<ListReader> = { role: 'viewer' }): ListReader => ({
  ...{ tenantId: 'tnt_1', userId, kind: 'user' },
  ...more,
});

async function seenBy(who: ListReader, policies?: TenantPolicies, kind: 'Guide' | 'Recording' = 'Guide') {
  const ports = {
    engine,
    policies: { find: async () => policies },
    access: { findAll: async () => new Map([['guide of closed', closed]]) },
  };
  return [...(await readableItems(ports, kind, who, items))];
}

test('a list holds what its reader could read one by one', async () => {
  for (const kind of ['Guide', 'Recording'] as const) {
    expect(await seenBy(reader('usr_other'), undefined, kind)).toEqual(['open']);
    expect(await seenBy(reader('usr_author'), undefined, kind)).toEqual(['open', 'closed']);
    expect(await seenBy(reader('usr_other', { role: 'admin' }), undefined, kind)).toEqual(['open', 'closed']);
    expect(await seenBy(reader('key_1', { kind: 'api-key' }), undefined, kind)).toEqual(['open']);
  }
});

test('a tenant’s policies hold for lists too', async () => {
  const text = 'forbid (principal, action == Action::"readGuide", resource == Guide::"open");';
  const policies = { tenantId: 'tnt_1', version: 1, policies: [{ id: 'a', description: '', text }] };
  expect(await seenBy(reader('usr_author'), policies)).toEqual(['closed']);
});
