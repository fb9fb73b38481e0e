import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Sockets } from '../../domain/compose/live/ports.ts';

/** `endpoint`: the WebSocket API's `https://…/<stage>`. A slow socket must not hold up the stream. */
export function apiGatewaySockets(
  endpoint: string,
  client = new ApiGatewayManagementApiClient({
    endpoint,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 },
  }),
): Sockets {
  return {
    async send(connectionId, message) {
      try {
        await client.send(
          new PostToConnectionCommand({ ConnectionId: connectionId, Data: JSON.stringify(message) }),
        );
        return 'sent';
      } catch (error) {
        if (error instanceof Error && error.name === 'GoneException') return 'gone';
        throw error;
      }
    },
  };
}
