import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { TenantDirectory, TenantHome } from '../../../domain/identity/authorization/ports.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';
import { keptFor } from './kept-for.ts';

const item = z.object({ region: z.string(), apiUrl: z.string(), edgeUrl: z.string() });

/** Where tenants live, as it was a moment ago. */
export function tenantHomes({ client, name }: Table): Pick<TenantDirectory, 'find'> {
  const find = recentReads(async (tenantId) => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: { tenantId } }));
    const { success, data } = z.safeParse(item, Item);
    return success ? data : undefined;
  }, keptFor);
  return { find };
}

/** @param here the home of the tenants that this region makes */
export function tenantEntries({ client, name }: Table, here: TenantHome): Pick<TenantDirectory, 'put'> {
  return {
    async put(tenantId) {
      await ifHolds(
        client.send(
          new PutCommand({
            TableName: name,
            Item: { tenantId, ...here },
            ConditionExpression: 'attribute_not_exists(tenantId)',
          }),
        ),
      );
    },
  };
}
