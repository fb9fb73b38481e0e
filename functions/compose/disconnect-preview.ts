import { dynamoConnections } from '../../lib/adapters/compose/dynamo-connections.ts';
import { dynamoClient } from '../../lib/runtime/dynamo-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { socketRoute } from '../../lib/runtime/socket-route.ts';

const env = readEnv(['CONNECTION_TABLE_NAME']);
export type Env = typeof env;

const connections = dynamoConnections({ client: dynamoClient(), name: env.CONNECTION_TABLE_NAME });

export const handler = socketRoute({
  run: async ({ connectionId }) => {
    await connections.removeEverywhere(connectionId);
    return true;
  },
});
