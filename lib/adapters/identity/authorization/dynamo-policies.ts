import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { tenantPolicy } from '../../../contracts/identity/policy.ts';
import type { PresentPolicies } from '../../../domain/identity/authorization/ports.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';
import { keptFor } from './kept-for.ts';

export const policiesItem = z.object({
  version: z.int(),
  policies: z.array(tenantPolicy),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

export function policiesPlace(tenantId: string, version?: number) {
  return { pk: `TENANT#${tenantId}`, sk: version === undefined ? 'POLICIES' : `POLICIES#${version}` };
}

/** A tenant's policies as they were a moment ago. */
export function recentPolicies({ client, name }: Table): PresentPolicies {
  const find = recentReads(async (tenantId) => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: policiesPlace(tenantId) }));
    if (!Item) return undefined;
    const { version, policies } = z.parse(policiesItem, Item);
    return { tenantId, version, policies };
  }, keptFor);
  return { find };
}
