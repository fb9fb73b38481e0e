import type { Tenant, Tenants } from '../../domain/identity/people.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

export const tenantKey = (tenantId: string) => ({ pk: `TENANT#${tenantId}`, sk: 'TENANT' });

/** `TENANT#<id>`/`TENANT`: name, plan, region, and the list of its owners. */
export function dynamoTenants(table: Table): Tenants {
  const items = identityItems(table);
  return {
    async find(tenantId) {
      const item = await items.get(tenantKey(tenantId));
      return item && ({ tenantId, name: item.name, plan: item.plan, region: item.region } as Tenant);
    },
    add: ({ tenantId, name, plan, region }, owner, audited) =>
      items.add(
        tenantKey(tenantId),
        {
          ...{ name, plan, region, status: 'active', createdAt: new Date().toISOString() },
          owners: new Set([owner]),
        },
        audited,
      ),
  };
}
