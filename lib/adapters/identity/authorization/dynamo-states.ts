import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { role } from '../../../contracts/identity/role.ts';
import { plan } from '../../../contracts/metering/plan.ts';
import type { MemberStates, TenantStates } from '../../../domain/identity/authorization/ports.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';
import { keptFor } from './kept-for.ts';

const status = z._default(z.string(), 'active');
const tenantItem = z.object({ plan, status });
const memberItem = z.object({ role, status, notBefore: z._default(z.number(), 0) });

/** Tenants and members as they were a moment ago. An item that is not as it should be counts as none. */
export function dynamoStates({ client, name }: Table): {
  readonly tenants: TenantStates;
  readonly members: MemberStates;
} {
  const read = async (pk: string, sk: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: { pk, sk } }));
    return Item;
  };
  const tenants = recentReads(async (tenantId) => {
    const { success, data } = z.safeParse(tenantItem, await read(`TENANT#${tenantId}`, 'TENANT'));
    return success ? { plan: data.plan, active: data.status === 'active' } : undefined;
  }, keptFor);
  const members = recentReads(async (key) => {
    const [tenantId, userId] = JSON.parse(key) as [string, string];
    const found = z.safeParse(memberItem, await read(`TENANT#${tenantId}`, `MEMBER#${userId}`));
    if (!found.success) return undefined;
    const { role, status, notBefore } = found.data;
    return { role, active: status === 'active', notBefore };
  }, keptFor);
  return {
    tenants: { find: tenants },
    members: { find: (tenantId, userId) => members(JSON.stringify([tenantId, userId])) },
  };
}
