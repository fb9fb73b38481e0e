import middy from '@middy/core';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { log } from './log.ts';
import { invocation } from './middleware.ts';

type ConnectEvent = APIGatewayProxyWebsocketEventV2 & {
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
};

export interface SocketSpec {
  /** Gives whether the connection may stand; only a `$connect` route can refuse one. */
  readonly run: (call: {
    readonly connectionId: string;
    readonly query: Readonly<Record<string, string | undefined>>;
  }) => Promise<boolean>;
}

/** Route of the WebSocket API. A refused connection gets 401; a fault 500, which the client may try again. */
export function socketRoute(spec: SocketSpec) {
  return middy<ConnectEvent, { statusCode: number }>()
    .use(invocation())
    .handler(async (event) => {
      try {
        const accepted = await spec.run({
          connectionId: event.requestContext.connectionId,
          query: event.queryStringParameters ?? {},
        });
        return { statusCode: accepted ? 200 : 401 };
      } catch (error) {
        log.error('SOCKET_FAILED', error, { route: event.requestContext.routeKey });
        return { statusCode: 500 };
      }
    });
}
