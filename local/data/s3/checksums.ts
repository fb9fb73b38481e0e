import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../../service.ts';

const algorithms: Record<string, (bytes: Buffer) => Buffer> = {
  crc32: (bytes) => {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crc32(bytes));
    return value;
  },
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};
const prefix = 'x-amz-checksum-';
/** Headers with the prefix that carry no checksum. */
const settings = ['algorithm', 'mode', 'type'];

/**
 * Verifies `Content-MD5` and every `x-amz-checksum-…` that came with the bytes, in a header or, put
 * there by the gateway, in the trailer of an aws-chunked body. Answers the checksums to keep.
 */
export function verifyChecksums(headers: Record<string, string>, bytes: Buffer): Record<string, string> {
  verifyMd5(headers['content-md5'], bytes);
  const kept: Record<string, string> = {};
  for (const [name, value] of checksumHeaders(headers)) {
    const compute = algorithms[name];
    if (!compute) {
      throw new AwsError('NotImplemented', `The local cloud does not support the checksum ${name}`, 501);
    }
    const expected = compute(bytes);
    if (Buffer.from(value, 'base64').length !== expected.length) {
      throw new AwsError('InvalidRequest', `Value for x-amz-checksum-${name} header is invalid.`);
    }
    if (value !== expected.toString('base64')) {
      throw new AwsError(
        'BadDigest',
        `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
    kept[name] = value;
  }
  return kept;
}

/** Checksums as the answers to writes and reads carry them. */
export function checksumAnswer(checksums: Record<string, string>): Record<string, string> {
  const headers = Object.entries(checksums).map(([name, value]) => [`${prefix}${name}`, value]);
  if (headers.length === 0) return {};
  return { ...Object.fromEntries(headers), [`${prefix}type`]: 'FULL_OBJECT' };
}

function checksumHeaders(headers: Record<string, string>): readonly [string, string][] {
  for (const announced of (headers['x-amz-trailer'] ?? '').split(',').filter(Boolean)) {
    if (headers[announced.trim()] === undefined) {
      throw new AwsError(
        'MalformedTrailerError',
        'The request contained trailing data that was not well-formed or did not conform to our published schema.',
      );
    }
  }
  return Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]): [string, string] => [name.slice(prefix.length), value])
    .filter(([name]) => !settings.includes(name));
}

function verifyMd5(given: string | undefined, bytes: Buffer): void {
  if (given === undefined) return;
  if (Buffer.from(given, 'base64').length !== 16) {
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  if (createHash('md5').update(bytes).digest('base64') !== given) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}
