import { dynamoClient } from '../../../runtime/dynamo-client.ts';
import { dynamoBuckets } from './dynamo-buckets.ts';

/**
 * Takes one call to a language model from the tenant's bucket, which refills within a minute; false where it is empty.
 * @param tableName COUNTER_TABLE_NAME
 */
export function takeModelCall(
  tableName: string,
  client = dynamoClient(),
): (tenantId: string, callsPerMinute: number) => Promise<boolean> {
  const buckets = dynamoBuckets({ client, name: tableName });
  return async (tenantId, quota) => {
    const want = { tokens: 1, quota, now: Date.now() * 1_000, fullAt: 0 };
    return (await buckets.take(`models#${tenantId}`, want)).tokens > 0;
  };
}
