import { createHmac } from 'node:crypto';
import { AwsError } from '../service.ts';
import { equal, type GivenSignature, sha256Hex, signingKey } from './signature.ts';

export interface DecodedBody {
  readonly body: Buffer;
  /** Headers that came after the data, such as `x-amz-checksum-crc32`. */
  readonly trailers: Record<string, string>;
}

interface ChunkSigner {
  readonly given: GivenSignature;
  readonly secretAccessKey: string;
}

const emptyHash = sha256Hex('');

/**
 * Takes the `aws-chunked` framing off a body. With a signer, every chunk's signature and that of the
 * trailer must continue the chain that the request's own signature begins.
 */
export function decodeChunked(framed: Buffer, signer: ChunkSigner | undefined): DecodedBody {
  const chain = signer && signatureChain(signer);
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = framed.indexOf('\r\n', at);
    if (end < 0) throw incomplete();
    const [size = '', extension = ''] = framed.toString('latin1', at, end).split(';');
    const length = /^[0-9a-f]+$/i.test(size) ? Number.parseInt(size, 16) : -1;
    const start = end + 2;
    if (length < 0 || start + length > framed.length) throw incomplete();
    const data = framed.subarray(start, start + length);
    chain?.chunk(data, extension.replace(/^chunk-signature=/, ''));
    at = start + length;
    if (length === 0) break;
    if (framed.toString('latin1', at, at + 2) !== '\r\n') throw incomplete();
    at += 2;
    parts.push(data);
  }
  return { body: Buffer.concat(parts), trailers: readTrailers(framed.toString('latin1', at), chain) };
}

function readTrailers(text: string, chain: Chain | undefined): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const { 'x-amz-trailer-signature': signature, ...rest } = trailers;
  if (chain && Object.keys(rest).length > 0) {
    const canonical = Object.entries(rest).map(([name, value]) => `${name}:${value}\n`);
    chain.trailer(canonical.join(''), signature ?? '');
  }
  return rest;
}

interface Chain {
  chunk(data: Buffer, signature: string): void;
  trailer(canonical: string, signature: string): void;
}

function signatureChain({ given, secretAccessKey }: ChunkSigner): Chain {
  const key = signingKey(secretAccessKey, given.scope);
  let previous = given.signature;
  const verify = (algorithm: string, hashes: readonly string[], signature: string) => {
    const text = [algorithm, given.timestamp, given.scope, previous, ...hashes].join('\n');
    const expected = createHmac('sha256', key).update(text).digest('hex');
    if (!equal(expected, signature))
      throw new AwsError(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        403,
      );
    previous = signature;
  };
  return {
    chunk: (data, signature) => verify('AWS4-HMAC-SHA256-PAYLOAD', [emptyHash, sha256Hex(data)], signature),
    trailer: (canonical, signature) => verify('AWS4-HMAC-SHA256-TRAILER', [sha256Hex(canonical)], signature),
  };
}

const incomplete = () => new AwsError('IncompleteBody', 'The request body terminated unexpectedly', 400);
