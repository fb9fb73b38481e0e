import type { AwsRequest, Principal } from '../service.ts';
import { decodeChunked } from './chunked-body.ts';
import type { KeyIssuer } from './credentials.ts';
import type { Refusal } from './refusal.ts';
import {
  type GivenSignature,
  givenSignature,
  type SignedRequest,
  sha256Hex,
  signatureMatches,
  signedAt,
} from './signature.ts';

export interface IncomingRequest extends SignedRequest {
  readonly body: Buffer;
}

export type Authentication =
  | { readonly ok: true; readonly request: AwsRequest; readonly accessKeyId?: string }
  | { readonly ok: false; readonly request: AwsRequest; readonly refusal: Refusal };

/** Who an unsigned request comes from; only a bucket policy can let it in. */
const anonymous: Principal = { arn: 'anonymous', admin: false };

const fiveMinutes = 5 * 60_000;
const fifteenMinutes = 15 * 60_000;

/** Finds out who sent a request and verifies that it arrived as signed. Unframes `aws-chunked` bodies. */
export async function authenticate(
  incoming: IncomingRequest,
  keys: KeyIssuer,
  region: string,
  now: () => number,
): Promise<Authentication> {
  const given = isPreflight(incoming) ? undefined : givenSignature(incoming);
  if (given === undefined || given === 'malformed') {
    const service = unsignedService(incoming);
    const request = { ...incoming, service, principal: anonymous };
    if (given === undefined && service === 's3') return { ok: true, request };
    return { ok: false, request, refusal: { kind: given ?? 'unsigned' } };
  }
  const request = { ...incoming, service: given.service, principal: anonymous };
  const refused = (refusal: Refusal): Authentication => ({ ok: false, request, refusal });
  const untimely = timeliness(given, now()) ?? regional(given, region) ?? headersSigned(incoming, given);
  if (untimely) return refused(untimely);
  const holder = keys.holder(given.accessKeyId, given.sessionToken);
  if (!holder.ok) return refused({ kind: holder.reason });
  const declared = declaredHash(incoming, given);
  const payload = declared ?? sha256Hex(incoming.body);
  if (!(await signatureMatches(incoming, given, holder.accessKey, payload)))
    return refused({ kind: 'mismatch' });
  const { body, headers } = unframed(incoming, given, payload, holder.accessKey.secretAccessKey);
  if (declared !== undefined && /^[0-9a-f]{64}$/.test(declared) && declared !== sha256Hex(body))
    return refused({ kind: 'content-mismatch' });
  return {
    ok: true,
    accessKeyId: given.accessKeyId,
    request: { ...incoming, headers, body, service: given.service, principal: holder.principal },
  };
}

/** A page's browser asks with the presigned address of the request that is to follow: the signature is not for this one. */
const isPreflight = ({ method, headers }: IncomingRequest) =>
  method === 'OPTIONS' && headers.authorization === undefined;

/** Only S3 is ever asked without a signature: preflights and public objects. */
function unsignedService({ headers, path }: IncomingRequest): string {
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
  if (scope !== undefined) return scope;
  const target = headers['x-amz-target']?.split(/[._]/)[0]?.toLowerCase();
  if (target !== undefined) return targets[target] ?? target;
  if (path.startsWith('/2015-03-31/')) return 'lambda';
  return 's3';
}

const targets: Record<string, string> = {
  amazonsqs: 'sqs',
  awsevents: 'events',
  awsstepfunctions: 'states',
  trentservice: 'kms',
};

function timeliness(given: GivenSignature, now: number): Refusal | undefined {
  const at = signedAt(given);
  const tolerance = given.service === 's3' ? fifteenMinutes : fiveMinutes;
  if (given.expiresIn !== undefined) {
    if (at + given.expiresIn * 1000 < now) return { kind: 'expired-link' };
    return at > now + fifteenMinutes ? { kind: 'skewed', detail: 'Request is not valid yet' } : undefined;
  }
  if (Math.abs(now - at) <= tolerance) return undefined;
  const early = at < now;
  const bound = compact(early ? now - tolerance : now + tolerance);
  return {
    kind: 'skewed',
    detail: early
      ? `Signature expired: ${given.timestamp} is now earlier than ${bound} (${compact(now)} - 5 min.)`
      : `Signature not yet current: ${given.timestamp} is still later than ${bound} (${compact(now)} + 5 min.)`,
  };
}

const compact = (instant: number) => `${new Date(instant).toISOString().replace(/[-:]|\.\d+Z$/g, '')}Z`;

/** CloudFront is a global service, signed for us-east-1 wherever the caller is. */
function regional({ region, service }: GivenSignature, own: string): Refusal | undefined {
  if (region === own || (service === 'cloudfront' && region === 'us-east-1')) return undefined;
  return { kind: 'wrong-region', detail: `Credential should be scoped to a valid region, not '${region}'. ` };
}

/** S3 acts on `x-amz-` headers, so it takes none that the signature does not cover. */
function headersSigned({ headers }: IncomingRequest, given: GivenSignature): Refusal | undefined {
  if (given.service !== 's3') return undefined;
  const loose = Object.keys(headers).filter(
    (name) =>
      name.startsWith('x-amz-') && !given.signedHeaders.includes(name) && name !== 'x-amz-content-sha256',
  );
  return loose.length > 0
    ? { kind: 'unsigned-header', detail: 'There were headers present in the request which were not signed' }
    : undefined;
}

function declaredHash({ headers, query }: IncomingRequest, given: GivenSignature): string | undefined {
  const declared = headers['x-amz-content-sha256'] ?? query.get('X-Amz-Content-Sha256') ?? undefined;
  if (declared !== undefined) return declared;
  return given.service === 's3' && given.expiresIn !== undefined ? 'UNSIGNED-PAYLOAD' : undefined;
}

function unframed(
  { body, headers }: IncomingRequest,
  given: GivenSignature,
  payload: string,
  secretAccessKey: string,
): { body: Buffer; headers: Record<string, string> } {
  if (!payload.startsWith('STREAMING-')) return { body, headers };
  const signer = payload.startsWith('STREAMING-AWS4-HMAC-SHA256') ? { given, secretAccessKey } : undefined;
  const decoded = decodeChunked(body, signer);
  const { 'content-encoding': encoding = '', ...rest } = headers;
  const remaining = encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  return {
    body: decoded.body,
    headers: {
      ...rest,
      ...decoded.trailers,
      ...(remaining.length > 0 && { 'content-encoding': remaining.join(',') }),
      'content-length': String(decoded.body.length),
    },
  };
}
