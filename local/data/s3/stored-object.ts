import type { Encryption } from './bucket.ts';
import type { Retention } from './object-lock.ts';

/** One version of an object, or the marker of its deletion. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** `null` (the text) in buckets without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
  readonly deleteMarker: boolean;
  readonly size: number;
  /** Hex, without quotes; with `-<parts>` for multipart uploads. */
  readonly etag: string;
  /** File that holds the bytes. */
  readonly blob: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly description: ObjectDescription;
}

export interface ObjectDescription {
  /** Content headers as they are given back: `content-type`, `cache-control` … */
  readonly headers: Record<string, string>;
  /** User metadata by its name after `x-amz-meta-`. */
  readonly metadata: Record<string, string>;
  /** Checksums in base64 by algorithm: `crc32`, `sha256` … */
  readonly checksums: Record<string, string>;
  readonly encryption: Encryption;
  readonly retention?: Retention | undefined;
}

const contentHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];
const metadataPrefix = 'x-amz-meta-';

/** What a request's headers say about the object that it stores. */
export function describedBy(
  headers: Record<string, string>,
): Pick<ObjectDescription, 'headers' | 'metadata'> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of contentHeaders) {
    const value = name === 'content-encoding' ? withoutChunking(headers[name]) : headers[name];
    if (value) kept[name] = value;
  }
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(metadataPrefix))
    .map(([name, value]) => [name.slice(metadataPrefix.length), value]);
  return { headers: kept, metadata: Object.fromEntries(metadata) };
}

// `aws-chunked` frames the transfer and is no property of the object.
function withoutChunking(encoding: string | undefined): string | undefined {
  return encoding
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== 'aws-chunked' && part !== '')
    .join(',');
}
