import * as z from 'zod/mini';
import { apiGatewaySockets } from '../../lib/adapters/compose/api-gateway-sockets.ts';
import { dynamoConnections } from '../../lib/adapters/compose/dynamo-connections.ts';
import { dynamoRecordings } from '../../lib/adapters/compose/dynamo-recordings.ts';
import { announceStatus } from '../../lib/domain/compose/live/announce-status.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { dynamoClient } from '../../lib/runtime/dynamo-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { log } from '../../lib/runtime/log.ts';
import { busConsumer } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'CONNECTION_TABLE_NAME', 'PREVIEW_ENDPOINT']);
export type Env = typeof env;

const dynamo = dynamoClient();
const client = documentClient(dynamo);
const ports = {
  recordings: dynamoRecordings({ client, name: env.RECORDING_TABLE_NAME }),
  connections: dynamoConnections({ client: dynamo, name: env.CONNECTION_TABLE_NAME }),
  sockets: apiGatewaySockets(env.PREVIEW_ENDPOINT),
  report: log,
};

export const handler = busConsumer({
  detail: z.object({ tenantId: z.string(), recordingId: z.string(), guideId: z.string() }),
  run: (detail, detailType) => announceStatus(ports, detail, detailType),
});
