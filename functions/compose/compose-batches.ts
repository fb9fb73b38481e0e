import { apiGatewaySockets } from '../../lib/adapters/compose/api-gateway-sockets.ts';
import { kmsDataKeys } from '../../lib/adapters/compose/data-keys.ts';
import { dynamoConnections } from '../../lib/adapters/compose/dynamo-connections.ts';
import { dynamoLive } from '../../lib/adapters/compose/dynamo-live.ts';
import { dynamoRecordings } from '../../lib/adapters/compose/dynamo-recordings.ts';
import { knownSeal } from '../../lib/adapters/compose/known-seal.ts';
import { batchOpener } from '../../lib/adapters/compose/open-batch.ts';
import { s3Quarantine } from '../../lib/adapters/compose/s3-quarantine.ts';
import { amongMany, tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { composeDeliveries } from '../../lib/domain/compose/live/compose-deliveries.ts';
import { redactingOpener } from '../../lib/domain/compose/live/redacting-opener.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { dynamoClient } from '../../lib/runtime/dynamo-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { log } from '../../lib/runtime/log.ts';
import { streamConsumer } from '../../lib/runtime/stream-consumer.ts';

const env = readEnv([
  'RECORDING_TABLE_NAME',
  'LIVE_TABLE_NAME',
  'CONNECTION_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'ENVELOPE_KEY_ID',
  'QUARANTINE_BUCKET_NAME',
  'PREVIEW_ENDPOINT',
]);
export type Env = typeof env;

const dynamo = dynamoClient();
const client = documentClient(dynamo);
const keys = kmsDataKeys(env.ENVELOPE_KEY_ID);
const ports = {
  recordings: dynamoRecordings({ client, name: env.RECORDING_TABLE_NAME }),
  live: dynamoLive({ client, name: env.LIVE_TABLE_NAME }),
  opener: redactingOpener(
    batchOpener(keys),
    tenantPolicies(env.IDENTITY_TABLE_NAME, { client, mayTake: amongMany }),
  ),
  knownSeal: knownSeal(keys),
  quarantine: s3Quarantine(env.QUARANTINE_BUCKET_NAME),
  connections: dynamoConnections({ client: dynamo, name: env.CONNECTION_TABLE_NAME }),
  sockets: apiGatewaySockets(env.PREVIEW_ENDPOINT),
  report: log,
  now: Date.now,
};

export const handler = streamConsumer({ run: (deliveries) => composeDeliveries(ports, deliveries) });
