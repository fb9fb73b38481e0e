import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { LocalContext, LocalPart } from '../../service.ts';
import type { Api } from '../api-gateway/api.ts';
import { listen, stopListening } from '../listener.ts';
import type { Connection, Connections } from './connections.ts';
import { FrameSizes } from './frame-sizes.ts';
import { decideHandshake } from './handshake.ts';
import { connectionManagement } from './management.ts';
import { deliverDisconnect, deliverMessage, eventSource } from './messages.ts';

/** API Gateway's limits: bytes of a message, and milliseconds without traffic before it hangs up. */
const largestMessage = 128 * 1024;
const idleTimeout = 10 * 60 * 1000;

/** Listens for every WebSocket API of the templates; the path is the stage. */
export function webSocketPart(context: LocalContext, apis: ReadonlyMap<string, Api>): LocalPart {
  const connections: Connections = new Map();
  const closings = new Set<Promise<void>>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  const server = createServer((_incoming, outgoing) => {
    outgoing.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}');
  });
  const fail = (error: unknown) =>
    context.log({
      level: 'error',
      part: 'websocket',
      message: error instanceof Error ? error.message : 'failed',
    });

  server.on('upgrade', (incoming, duplex: Duplex, head) => {
    duplex.on('error', () => duplex.destroy());
    open(incoming, duplex, head).catch((error: unknown) => {
      fail(error);
      refuse(duplex, 500);
    });
  });

  async function open(incoming: IncomingMessage, duplex: Duplex, head: Buffer): Promise<void> {
    const stage = decodeURIComponent(new URL(incoming.url ?? '/', 'ws://local').pathname.slice(1));
    const api = findApi(apis, incoming.headers.host, stage);
    if (!api) return refuse(duplex, 403);
    const described = {
      id: `${randomBytes(11).toString('base64url')}=`,
      apiId: api.id,
      stage,
      connectedAt: new Date(),
      lastActiveAt: new Date(),
      sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
      userAgent: incoming.headers['user-agent'] ?? '',
    };
    const source = eventSource(described, context.region);
    const outcome = await decideHandshake(context, api, source, incoming);
    if (!outcome.accepted) return refuse(duplex, outcome.status);
    sockets.handleUpgrade(incoming, duplex, head, (socket) => {
      const connection: Connection = { ...described, socket };
      connections.set(connection.id, connection);
      watchFrames(duplex, socket);
      attach(api, connection, outcome.authorizer);
    });
  }

  function attach(api: Api, connection: Connection, authorizer?: Record<string, unknown>): void {
    const { socket } = connection;
    const source = eventSource(connection, context.region);
    const idle = setTimeout(() => socket.close(1001, 'Going away'), idleTimeout);
    socket.on('message', (data, binary) => {
      connection.lastActiveAt = new Date();
      idle.refresh();
      if (binary) return socket.close(1003, 'Unsupported Data');
      deliverMessage(context, api, source, data.toString(), authorizer)
        .then((answer) => answer !== undefined && socket.readyState === socket.OPEN && socket.send(answer))
        .catch(fail);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code, reason) => {
      clearTimeout(idle);
      connections.delete(connection.id);
      const closing = deliverDisconnect(context, api, source, { code, reason: reason.toString() }).catch(
        fail,
      );
      closings.add(closing);
      void closing.finally(() => closings.delete(closing));
    });
  }

  return {
    name: 'websocket',
    services: [connectionManagement(context, apis, connections)],
    start: () => listen(server, context.ports.socket),
    // While functions still run, so that they hear of every connection's end.
    async quiesce() {
      const open = [...connections.values()].map(({ socket }) => socket);
      const ended = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of open) socket.terminate();
      await stopListening(server);
      await Promise.all(ended);
      await Promise.all(closings);
    },
  };
}

function findApi(apis: ReadonlyMap<string, Api>, host: string | undefined, stage: string): Api | undefined {
  const named = apis.get(host?.split('.')[0] ?? '');
  const candidates = named ? [named] : [...apis.values()];
  return candidates.find((api) => api.protocol === 'WEBSOCKET' && api.stages.has(stage));
}

function watchFrames(duplex: Duplex, socket: WebSocket): void {
  const sizes = new FrameSizes();
  duplex.on('data', (chunk: Buffer) => {
    if (sizes.exceeded(chunk)) socket.close(1009, 'Message too long');
  });
}

function refuse(duplex: Duplex, status: number): void {
  if (duplex.destroyed) return;
  const body = JSON.stringify({
    message: status === 401 ? 'Unauthorized' : status === 403 ? 'Forbidden' : 'Refused',
  });
  duplex.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}
