import type { IncomingMessage } from 'node:http';
import { Agent, request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import type { LocalContext } from '../../service.ts';
import type { Behaviour, Distribution, Origin } from './distribution.ts';
import type { ResponseHeaders } from './response-headers.ts';
import { originHeaders } from './response-headers.ts';
import type { ViewerRequest } from './viewer-request.ts';
import { selectedCookies, selectedHeaders, selectedQuery } from './viewer-request.ts';

export interface OriginAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
}

type BucketOrigin = Extract<Origin, { kind: 'bucket' }>;
type HttpOrigin = Extract<Origin, { kind: 'http' }>;

/** CloudFront waits this long for an origin's answer, in milliseconds. */
const responseTimeout = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Reads an object as CloudFront itself: only the bucket's policy can let it. */
export async function readBucket(
  context: LocalContext,
  distribution: Distribution,
  origin: BucketOrigin,
  path: string,
  etag: string | undefined,
): Promise<OriginAnswer> {
  const response = await context.call('cloudfront.amazonaws.com', {
    service: 's3',
    method: 'GET',
    path: `/${origin.bucket}${origin.path}${path}`,
    headers: etag === undefined ? {} : { 'if-none-match': etag },
    sourceArn: distribution.arn,
  });
  return {
    status: response.status,
    headers: originHeaders(
      Object.fromEntries(
        Object.entries(response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    ),
    body: Buffer.from(response.body ?? ''),
  };
}

/** Opens a request to an HTTP origin; its answer's body is still to be read. */
export async function requestOrigin(
  origin: HttpOrigin,
  behaviour: Behaviour,
  request: ViewerRequest,
  body: Readable | undefined,
  etag?: string,
): Promise<IncomingMessage> {
  const query = forwardedQuery(behaviour, request.query);
  return await new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        agent,
        host: origin.address.hostname,
        port: origin.address.port || 80,
        method: request.method,
        path: `${origin.path}${request.path}${query === '' ? '' : `?${query}`}`,
        headers: {
          ...forwardedHeaders(behaviour, request),
          ...origin.headers,
          ...(etag !== undefined && { 'if-none-match': etag }),
        },
        timeout: responseTimeout,
      },
      resolve,
    );
    outgoing.once('timeout', () => outgoing.destroy(new Error('the origin did not answer in time')));
    outgoing.once('error', reject);
    if (body) body.pipe(outgoing);
    else outgoing.end();
  });
}

export async function readAnswer(message: IncomingMessage): Promise<OriginAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    status: message.statusCode ?? 502,
    headers: originHeaders(message.headers),
    body: Buffer.concat(chunks),
  };
}

function forwardedQuery({ cache, forward }: Behaviour, query: string): string {
  const own = selectedQuery(cache.query, query);
  const extra = forward ? selectedQuery(forward.query, query) : '';
  return extra.length >= own.length ? extra : own;
}

function forwardedHeaders({ cache, forward }: Behaviour, request: ViewerRequest): Record<string, string> {
  const headers = {
    'user-agent': 'Amazon CloudFront',
    ...selectedHeaders(cache.headers, request.headers),
    ...(forward && selectedHeaders(forward.headers, request.headers)),
  };
  const cookies = [cache.cookies, ...(forward ? [forward.cookies] : [])]
    .map((selection) => selectedCookies(selection, request.headers.cookie))
    .reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), '');
  const forwardedFor = request.headers['x-forwarded-for'];
  return {
    ...headers,
    ...(request.headers['content-length'] !== undefined && {
      'content-length': request.headers['content-length'],
    }),
    ...(request.headers['content-type'] !== undefined && { 'content-type': request.headers['content-type'] }),
    ...(cookies !== '' && { cookie: cookies }),
    'x-forwarded-for': forwardedFor === undefined ? request.address : `${forwardedFor}, ${request.address}`,
    via: '1.1 cloudfront',
  };
}
