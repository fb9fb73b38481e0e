import type { AwsRequest, AwsResponse, AwsService, LocalContext } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { Api } from '../api-gateway/api.ts';
import { executeApiArn } from '../api-gateway/api.ts';
import type { Connections } from './connections.ts';

/** Limit on a message sent to a connection, in bytes. */
const largestMessage = 128 * 1024;

/** `@connections`: the server's side of a WebSocket API, signed for `execute-api`. */
export function connectionManagement(
  context: LocalContext,
  apis: ReadonlyMap<string, Api>,
  connections: Connections,
): AwsService {
  const target = (request: AwsRequest) => {
    const [, stage, connectionId] = /^\/([^/]+)\/@connections\/([^/]+)$/.exec(request.path) ?? [];
    if (!stage || !connectionId) {
      throw new AwsError(
        'UnknownOperationException',
        `The local cloud does not support ${request.method} ${request.path}`,
      );
    }
    return { stage: decodeURIComponent(stage), connectionId: decodeURIComponent(connectionId) };
  };

  return {
    names: ['execute-api'],
    permissions(request) {
      const { stage, connectionId } = target(request);
      // A connection that is gone leaves only the stage to tell which API is meant.
      const apiId =
        connections.get(connectionId)?.apiId ??
        [...apis.values()].find((api) => api.protocol === 'WEBSOCKET' && api.stages.has(stage))?.id;
      if (!apiId) throw new AwsError('ForbiddenException', 'Forbidden', 403);
      const rest = `${stage}/${request.method}/@connections/${connectionId}`;
      const resource = executeApiArn(context.region, context.account, apiId, rest);
      return [{ action: 'execute-api:ManageConnections', resource }];
    },
    async handle(request) {
      const { stage, connectionId } = target(request);
      const connection = connections.get(connectionId);
      if (!connection || connection.stage !== stage) throw new AwsError('GoneException', '', 410);
      switch (request.method) {
        case 'POST': {
          if (request.body.length > largestMessage) {
            throw new AwsError('PayloadTooLargeException', 'Message too long', 413);
          }
          const text = isUtf8(request.body);
          await new Promise<void>((resolve, reject) =>
            connection.socket.send(request.body, { binary: !text }, (error) =>
              error ? reject(new AwsError('GoneException', '', 410)) : resolve(),
            ),
          );
          connection.lastActiveAt = new Date();
          return { status: 200, headers: { 'content-type': 'application/json' } };
        }
        case 'GET':
          return json(200, {
            connectedAt: connection.connectedAt.toISOString(),
            identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
            lastActiveAt: connection.lastActiveAt.toISOString(),
          });
        case 'DELETE':
          connection.socket.close(1000, 'Connection Closed Normally');
          return { status: 204 };
        default:
          throw new AwsError('ForbiddenException', 'Forbidden', 403);
      }
    },
    error: (error) => ({
      ...json(error.status, error.message === '' ? {} : { message: error.message }),
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    }),
  };
}

function json(status: number, body: object): AwsResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function isUtf8(body: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}
