import { workerRates } from '../../../domain/metering/rates.ts';
import { dynamoClient } from '../../../runtime/dynamo-client.ts';
import { log } from '../../../runtime/log.ts';
import { dynamoBuckets } from './dynamo-buckets.ts';

/**
 * Counts a worker's requests in the buckets that all workers share.
 * @param tableName COUNTER_TABLE_NAME
 */
export function sharedRates(tableName: string, client = dynamoClient()) {
  return workerRates({
    buckets: dynamoBuckets({ client, name: tableName }),
    now: Date.now,
    alone: (error) => log.error('RATE_COUNTERS_UNAVAILABLE', error),
  });
}
