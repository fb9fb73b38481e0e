import { type AllowancePorts, recordingAllowance } from '../../../domain/metering/recording-allowance.ts';
import { documentClient, type Table } from '../../../runtime/document-client.ts';
import { dynamoMonths } from './dynamo-months.ts';
import { dynamoPlaces } from './dynamo-places.ts';
import { dynamoRooms } from './dynamo-rooms.ts';
import { planOfTenant } from './plan-of-tenant.ts';

/** What a tenant's plan leaves it of recordings and guides. */
export function sharedAllowance(
  env: { readonly IDENTITY_TABLE_NAME: string; readonly COUNTER_TABLE_NAME: string },
  client = documentClient(),
) {
  return counted({ client, name: env.COUNTER_TABLE_NAME }, planOfTenant(env.IDENTITY_TABLE_NAME, client));
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
