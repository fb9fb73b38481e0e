import { randomUUID } from 'node:crypto';
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import type { AwsResponse } from '../service.ts';
import type { IncomingRequest } from './authenticate.ts';

/** Larger bodies are refused before they are in memory. */
const maximumBody = 128 * 1024 * 1024;

export interface GatewayServer {
  listen(port: number): Promise<void>;
  close(): Promise<void>;
}

type Answer = (request: IncomingRequest) => Promise<AwsResponse | 'severed'>;

/**
 * One port for HTTP/1 and cleartext HTTP/2, told apart by the connection preface: the SDK's Kinesis
 * client speaks only the latter.
 */
export function createGatewayServer(answer: Answer): GatewayServer {
  const serve = (incoming: http.IncomingMessage | http2.Http2ServerRequest, outgoing: Outgoing) => {
    respond(incoming, outgoing, answer).catch(() => outgoing.destroy());
  };
  const http1 = http.createServer({ keepAliveTimeout: 120_000, requestTimeout: 0 }, (request, response) =>
    serve(request, outgoing1(response)),
  );
  const h2 = http2.createServer((request, response) => serve(request, outgoing2(response)));
  const sockets = new Set<net.Socket>();
  const listener = net.createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.once('readable', () => {
      const first: Buffer | null = socket.read();
      if (!first) return;
      socket.unshift(first);
      const server = first.subarray(0, 3).toString('latin1') === 'PRI' ? h2 : http1;
      server.emit('connection', socket);
    });
  });
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(port, '127.0.0.1', () => {
          listener.off('error', reject);
          resolve();
        });
      }),
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface Outgoing {
  end(status: number, headers: Record<string, string | number>, body: Buffer | string): void;
  destroy(): void;
}

const outgoing1 = (response: http.ServerResponse): Outgoing => ({
  end: (status, headers, body) => response.writeHead(status, headers).end(body),
  destroy: () => response.destroy(),
});

const outgoing2 = (response: http2.Http2ServerResponse): Outgoing => ({
  end: (status, headers, body) => response.writeHead(status, headers).end(body),
  destroy: () => response.stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR),
});

async function respond(
  incoming: http.IncomingMessage | http2.Http2ServerRequest,
  outgoing: Outgoing,
  answer: Answer,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    outgoing.end(413, { connection: 'close' }, 'The body is too large for the local cloud');
    return;
  }
  const { path, query } = splitUrl(incoming.url ?? '/');
  const response = await answer({
    method: incoming.method ?? 'GET',
    path,
    query,
    headers: plainHeaders(incoming.headers),
    body,
  });
  if (response === 'severed') {
    outgoing.destroy();
    return;
  }
  const content = response.body ?? '';
  outgoing.end(
    response.status,
    {
      'x-amzn-requestid': randomUUID(),
      ...(response.status !== 204 &&
        response.status !== 304 &&
        incoming.method !== 'HEAD' && { 'content-length': Buffer.byteLength(content) }),
      ...response.headers,
    },
    incoming.method === 'HEAD' ? '' : content,
  );
}

function readBody(incoming: http.IncomingMessage | http2.Http2ServerRequest): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maximumBody) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(undefined);
      }
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
    incoming.on('aborted', () => reject(new Error('The request was aborted')));
  });
}

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !name.startsWith(':'))
      plain[name] = Array.isArray(value) ? value.join(',') : value;
  const authority = headers[':authority'];
  if (plain.host === undefined && typeof authority === 'string') plain.host = authority;
  return plain;
}
