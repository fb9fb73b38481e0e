import { recordingAllowance } from '../../../domain/metering/recording-allowance.ts';
import { documentClient } from '../../../runtime/document-client.ts';
import { dynamoMonths } from './dynamo-months.ts';
import { dynamoPlaces } from './dynamo-places.ts';
import { planOfTenant } from './plan-of-tenant.ts';

/** What a tenant's plan leaves it of recordings. */
export function sharedAllowance(
  env: { readonly IDENTITY_TABLE_NAME: string; readonly COUNTER_TABLE_NAME: string },
  client = documentClient(),
) {
  const counters = { client, name: env.COUNTER_TABLE_NAME };
  return recordingAllowance({
    plans: { find: planOfTenant(env.IDENTITY_TABLE_NAME, client) },
    places: dynamoPlaces(counters),
    months: dynamoMonths(counters),
    now: Date.now,
  });
}
