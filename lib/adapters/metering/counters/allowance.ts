import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { plan } from '../../../contracts/metering/plan.ts';
import { recordingAllowance } from '../../../domain/metering/recording-allowance.ts';
import { documentClient } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';
import { dynamoMonths } from './dynamo-months.ts';
import { dynamoPlaces } from './dynamo-places.ts';

const tenantItem = z.object({ plan });

/** A change of plan is in force everywhere after as long. */
const keptFor = { kept: 20_000, most: 5_000 };

/** What a tenant's plan leaves it of recordings. */
export function sharedAllowance(
  env: { readonly IDENTITY_TABLE_NAME: string; readonly COUNTER_TABLE_NAME: string },
  client = documentClient(),
) {
  const counters = { client, name: env.COUNTER_TABLE_NAME };
  const find = recentReads(async (tenantId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: env.IDENTITY_TABLE_NAME, Key: { pk: `TENANT#${tenantId}`, sk: 'TENANT' } }),
    );
    return Item && z.parse(tenantItem, Item).plan;
  }, keptFor);
  return recordingAllowance({
    plans: { find },
    places: dynamoPlaces(counters),
    months: dynamoMonths(counters),
    now: Date.now,
  });
}
