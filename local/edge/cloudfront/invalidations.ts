import { randomBytes } from 'node:crypto';
import type { AwsRequest, AwsResponse, AwsService, LocalContext } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { Edge } from './edge.ts';
import { distributionArn } from './resources.ts';

interface Invalidation {
  readonly id: string;
  readonly distributionId: string;
  readonly createdAt: string;
  readonly callerReference: string;
  readonly paths: readonly string[];
}

const namespace = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
const address = /^\/2020-05-31\/distribution\/([^/]+)\/invalidation(?:\/([^/]+))?\/?$/;

/** `CreateInvalidation` and `GetInvalidation`; an invalidation is complete at once. */
export function invalidationService(context: LocalContext, edges: ReadonlyMap<string, Edge>): AwsService {
  const invalidations = new Map<string, Invalidation>();

  const target = ({ method, path }: AwsRequest) => {
    const [, distributionId, invalidationId] = address.exec(path) ?? [];
    const creates = method === 'POST' && invalidationId === undefined;
    const reads = method === 'GET' && invalidationId !== undefined;
    if (distributionId === undefined || (!creates && !reads)) {
      throw new AwsError('InvalidAction', `The local cloud does not support cloudfront ${method} ${path}`);
    }
    return { distributionId, invalidationId };
  };

  function create(request: AwsRequest, distributionId: string, edge: Edge): AwsResponse {
    const batch = parseBatch(request.body.toString('utf8'));
    const same = [...invalidations.values()].find(
      (one) => one.distributionId === distributionId && one.callerReference === batch.callerReference,
    );
    if (same && same.paths.join('\n') !== batch.paths.join('\n')) {
      throw new AwsError(
        'InvalidArgument',
        'Your request contains a caller reference that was used for other paths.',
      );
    }
    const invalidation: Invalidation = same ?? {
      id: `I${randomBytes(9).toString('hex').toUpperCase()}`,
      distributionId,
      createdAt: new Date().toISOString(),
      ...batch,
    };
    invalidations.set(invalidation.id, invalidation);
    edge.cache.invalidate(invalidation.paths);
    const location = `https://cloudfront.amazonaws.com/2020-05-31/distribution/${distributionId}/invalidation/${invalidation.id}`;
    return { ...document(invalidation, 201), headers: { 'content-type': 'text/xml', location } };
  }

  return {
    names: ['cloudfront'],
    permissions(request) {
      const { distributionId, invalidationId } = target(request);
      const action = invalidationId === undefined ? 'CreateInvalidation' : 'GetInvalidation';
      return [{ action: `cloudfront:${action}`, resource: distributionArn(context.account, distributionId) }];
    },
    async handle(request) {
      const { distributionId, invalidationId } = target(request);
      const edge = edges.get(distributionId);
      if (!edge) throw new AwsError('NoSuchDistribution', 'The specified distribution does not exist.', 404);
      if (invalidationId === undefined) return create(request, distributionId, edge);
      const invalidation = invalidations.get(invalidationId);
      if (!invalidation)
        throw new AwsError('NoSuchInvalidation', 'The specified invalidation does not exist.', 404);
      return document(invalidation, 200);
    },
    error: (error) => ({
      status: error.status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${crypto.randomUUID()}</RequestId></ErrorResponse>`,
    }),
  };
}

function parseBatch(body: string): Pick<Invalidation, 'paths' | 'callerReference'> {
  const paths = [...body.matchAll(/<Path>([^<]*)<\/Path>/g)].map(([, path = '']) => unescapeXml(path));
  const callerReference = /<CallerReference>([^<]*)<\/CallerReference>/.exec(body)?.[1] ?? '';
  const faulty = paths.find((path) => !path.startsWith('/') || path.slice(0, -1).includes('*'));
  if (paths.length === 0 || callerReference === '' || faulty !== undefined) {
    throw new AwsError('InvalidArgument', 'Your request contains one or more invalid invalidation paths.');
  }
  return { paths, callerReference: unescapeXml(callerReference) };
}

function document({ id, createdAt, callerReference, paths }: Invalidation, status: number): AwsResponse {
  const items = paths.map((path) => `<Path>${escapeXml(path)}</Path>`).join('');
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<Invalidation xmlns="${namespace}"><Id>${id}</Id><Status>Completed</Status><CreateTime>${createdAt}</CreateTime><InvalidationBatch><Paths><Quantity>${paths.length}</Quantity><Items>${items}</Items></Paths><CallerReference>${escapeXml(callerReference)}</CallerReference></InvalidationBatch></Invalidation>`,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
