import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Plan, plan } from '../../../contracts/metering/plan.ts';
import { documentClient } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';

const tenantItem = z.object({ plan });

/** A change of plan is in force everywhere after as long. */
const keptFor = { kept: 20_000, most: 5_000 };

/**
 * The plan of a tenant, as of some seconds ago.
 * @param tableName IDENTITY_TABLE_NAME
 */
export function planOfTenant(
  tableName: string,
  client = documentClient(),
): (tenantId: string) => Promise<Plan | undefined> {
  return recentReads(async (tenantId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { pk: `TENANT#${tenantId}`, sk: 'TENANT' } }),
    );
    return Item && z.parse(tenantItem, Item).plan;
  }, keptFor);
}
