import { dynamoConnections } from '../../lib/adapters/compose/dynamo-connections.ts';
import { dynamoTickets } from '../../lib/adapters/compose/dynamo-tickets.ts';
import { connectPreview } from '../../lib/domain/compose/live/preview-tickets.ts';
import { dynamoClient } from '../../lib/runtime/dynamo-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { socketRoute } from '../../lib/runtime/socket-route.ts';

const env = readEnv(['CONNECTION_TABLE_NAME']);
export type Env = typeof env;

const table = { client: dynamoClient(), name: env.CONNECTION_TABLE_NAME };
const ports = { tickets: dynamoTickets(table), connections: dynamoConnections(table), now: Date.now };

export const handler = socketRoute({
  run: ({ connectionId, query }) => connectPreview(ports, connectionId, query.ticket),
});
