import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { plan } from '../../../contracts/metering/plan.ts';
import { type AllowancePorts, recordingAllowance } from '../../../domain/metering/recording-allowance.ts';
import { documentClient, type Table } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';
import { dynamoMonths } from './dynamo-months.ts';
import { dynamoPlaces } from './dynamo-places.ts';
import { dynamoRooms } from './dynamo-rooms.ts';

const tenantItem = z.object({ plan });

/** A change of plan is in force everywhere after as long. */
const keptFor = { kept: 20_000, most: 5_000 };

/** What a tenant's plan leaves it of recordings and guides. */
export function sharedAllowance(
  env: { readonly IDENTITY_TABLE_NAME: string; readonly COUNTER_TABLE_NAME: string },
  client = documentClient(),
) {
  const find = recentReads(async (tenantId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: env.IDENTITY_TABLE_NAME, Key: { pk: `TENANT#${tenantId}`, sk: 'TENANT' } }),
    );
    return Item && z.parse(tenantItem, Item).plan;
  }, keptFor);
  return counted({ client, name: env.COUNTER_TABLE_NAME }, find);
}

/** To give back what was taken, for which it does not matter what the plan is. */
export function sharedGivingBack(
  env: { readonly COUNTER_TABLE_NAME: string },
  client = documentClient(),
): Pick<ReturnType<typeof recordingAllowance>, 'giveUp'> {
  return counted({ client, name: env.COUNTER_TABLE_NAME }, async () => undefined);
}

function counted(counters: Table, find: AllowancePorts['plans']['find']) {
  return recordingAllowance({
    plans: { find },
    places: dynamoPlaces(counters),
    months: dynamoMonths(counters),
    rooms: dynamoRooms(counters),
    now: Date.now,
  });
}
