import type { AwsRequest, AwsResponse, LocalContext, Permission } from '../../service.ts';
import type { Bucket } from './bucket.ts';
import { bucketArn } from './bucket.ts';
import type { S3Store } from './store.ts';

/** A request whose bucket exists. `key` is empty for operations on the bucket. */
export interface Call {
  readonly context: LocalContext;
  readonly store: S3Store;
  readonly request: AwsRequest;
  readonly bucket: Bucket;
  readonly key: string;
}

export interface S3Operation {
  permissions(call: Call): readonly Permission[];
  run(call: Call): AwsResponse | Promise<AwsResponse>;
}

export function objectPermission(action: string, call: Call, context?: Permission['context']): Permission {
  return {
    action: `s3:${action}`,
    resource: `${bucketArn(call.bucket.name)}/${call.key}`,
    context: { 's3:TlsVersion': '1.3', ...context },
  };
}

export function bucketPermission(action: string, call: Call, context?: Permission['context']): Permission {
  return {
    action: `s3:${action}`,
    resource: bucketArn(call.bucket.name),
    context: { 's3:TlsVersion': '1.3', ...context },
  };
}

export function query(call: Call, name: string): string | undefined {
  return call.request.query.get(name) ?? undefined;
}

export function xml(status: number, body: string, headers: Record<string, string> = {}): AwsResponse {
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}
