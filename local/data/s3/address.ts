import type { AwsRequest } from '../../service.ts';
import { AwsError } from '../../service.ts';

export interface Address {
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Decoded; empty for the bucket itself. */
  readonly key: string;
}

/** Bucket and key of a request, in path style or with the bucket in the host name. */
export function addressOf(request: AwsRequest): Address {
  const path = request.path.split('?')[0] ?? '';
  const hosted = bucketOfHost(request.headers.host ?? '');
  if (hosted) return { bucket: hosted, key: decode(path.slice(1)) };
  const [, bucket = '', ...key] = path.split('/');
  return { bucket: decode(bucket), key: decode(key.join('/')) };
}

function bucketOfHost(host: string): string | undefined {
  const name = host.split(':')[0] ?? '';
  return /^(.+)\.s3[.-][a-z0-9.-]+$/.exec(name)?.[1] ?? /^(.+)\.localhost$/.exec(name)?.[1];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}
