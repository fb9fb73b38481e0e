import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AccessKey } from './credentials.ts';

/** The signature that came with a request, in its headers or (presigned) in its query. */
export interface GivenSignature {
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `yyyymmddThhmmssZ` as sent. */
  readonly timestamp: string;
  /** `yyyymmdd/region/service/aws4_request`. */
  readonly scope: string;
  /** Seconds of validity of a presigned address. */
  readonly expiresIn?: number;
}

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
}

/** `undefined` when unsigned, `malformed` when what is there cannot be read. */
export function givenSignature({ headers, query }: SignedRequest): GivenSignature | 'malformed' | undefined {
  if (headers.authorization !== undefined) return fromHeader(headers.authorization, headers);
  return query.has('X-Amz-Signature') ? fromQuery(query) : undefined;
}

function fromHeader(authorization: string, headers: Record<string, string>): GivenSignature | 'malformed' {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  const timestamp = headers['x-amz-date'];
  if (!match || timestamp === undefined) return 'malformed';
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  return assemble(credential, signedHeaders, signature, timestamp, headers['x-amz-security-token']);
}

function fromQuery(query: URLSearchParams): GivenSignature | 'malformed' {
  const expiresIn = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  const given = assemble(
    query.get('X-Amz-Credential') ?? '',
    query.get('X-Amz-SignedHeaders') ?? '',
    query.get('X-Amz-Signature') ?? '',
    query.get('X-Amz-Date') ?? '',
    query.get('X-Amz-Security-Token') ?? undefined,
  );
  const algorithm = query.get('X-Amz-Algorithm');
  if (given === 'malformed' || algorithm !== 'AWS4-HMAC-SHA256') return 'malformed';
  return expiresIn >= 1 && expiresIn <= 604_800 ? { ...given, expiresIn } : 'malformed';
}

function assemble(
  credential: string,
  signedHeaders: string,
  signature: string,
  timestamp: string,
  sessionToken: string | undefined,
): GivenSignature | 'malformed' {
  const [accessKeyId = '', date, region = '', service = '', terminator, ...rest] = credential.split('/');
  const names = signedHeaders.split(';');
  if (
    terminator !== 'aws4_request' ||
    rest.length > 0 ||
    !/^\d{8}T\d{6}Z$/.test(timestamp) ||
    date !== timestamp.slice(0, 8) ||
    // Clients on HTTP/2 sign the pseudo header in place of `host`.
    !(names.includes('host') || names.includes(':authority'))
  )
    return 'malformed';
  const scope = `${date}/${region}/${service}/aws4_request`;
  return { accessKeyId, sessionToken, region, service, signedHeaders: names, signature, timestamp, scope };
}

/** Milliseconds since 1970 of `yyyymmddThhmmssZ`. */
export function signedAt({ timestamp }: GivenSignature): number {
  return Date.parse(timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}

/** Whether the signature is the one that the key makes of this request. */
export async function signatureMatches(
  request: SignedRequest,
  given: GivenSignature,
  key: AccessKey,
  payloadHash: string,
): Promise<boolean> {
  const signer = new SignatureV4({
    credentials: key,
    region: given.region,
    service: given.service,
    sha256: NodeSha256,
    // S3 signs the path as sent; everything else signs it escaped once more.
    uriEscapePath: given.service !== 's3',
    applyChecksum: false,
  });
  const signed = new Set(given.signedHeaders);
  const { host = '' } = request.headers;
  const headers = { ...request.headers, ':authority': host, 'x-amz-content-sha256': payloadHash };
  const unsigned = new Set(Object.keys(headers).filter((name) => !signed.has(name)));
  const options = {
    signingDate: new Date(signedAt(given)),
    signableHeaders: signed,
    unsignableHeaders: unsigned,
  };
  const canonical = {
    method: request.method,
    protocol: 'http:',
    hostname: '',
    path: request.path,
    headers,
    query: queryOf(request.query, given.expiresIn !== undefined),
  };
  const { expiresIn } = given;
  if (expiresIn === undefined) {
    const { headers: resigned } = await signer.sign(canonical, options);
    return equal(resigned.authorization?.split('Signature=')[1] ?? '', given.signature);
  }
  const presigned = await signer.presign(canonical, {
    ...options,
    expiresIn,
    unhoistableHeaders: new Set(Object.keys(headers)),
  });
  return equal(String(presigned.query?.['X-Amz-Signature'] ?? ''), given.signature);
}

const signingParameters = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
]);

function queryOf(query: URLSearchParams, presigned: boolean): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    if (presigned && signingParameters.has(name)) continue;
    const values = query.getAll(name);
    result[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  return result;
}

/** The key of a scope, for the chunks of a signed stream. */
export function signingKey(secretAccessKey: string, scope: string): Buffer {
  return scope
    .split('/')
    .reduce<Buffer>(
      (key, part) => createHmac('sha256', key).update(part).digest(),
      Buffer.from(`AWS4${secretAccessKey}`),
    );
}

export function sha256Hex(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

export function equal(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** OpenSSL's SHA-256 for the signer; the JavaScript one costs a millisecond per request. */
class NodeSha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error('A hash is used once');
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return data instanceof ArrayBuffer
    ? Buffer.from(data)
    : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
