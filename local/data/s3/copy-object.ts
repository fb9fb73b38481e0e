import { AwsError } from '../../service.ts';
import { addressOf } from './address.ts';
import type { Call, S3Operation } from './call.ts';
import { query, xml } from './call.ts';
import { encryptionHeaders, requestedEncryption } from './encryption.ts';
import { retentionOf } from './object-lock.ts';
import { checkCopySource } from './preconditions.ts';
import { found, readPermissions } from './read-object.ts';
import type { StoredObject } from './stored-object.ts';
import { describedBy } from './stored-object.ts';
import { checkKey, checkSupported, record, versionHeader, writePermissions } from './write-object.ts';
import { document } from './xml.ts';

export const copyObject: S3Operation = {
  permissions(call) {
    const source = sourceCall(call);
    return [...readPermissions(source, locate(source)), ...writePermissions(call)];
  },
  async run(call) {
    checkKey(call.key);
    checkSupported(call.request);
    const source = found(sourceCall(call), locate(sourceCall(call)));
    checkCopySource(call.request.headers, source);
    const replace = call.request.headers['x-amz-metadata-directive'] === 'REPLACE';
    const encryption = requestedEncryption(call.bucket, call.request);
    const retention = retentionOf(call);
    if (source.bucket === call.bucket.name && source.key === call.key && !replace) {
      throw new AwsError(
        'InvalidRequest',
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );
    }
    const blob = await call.store.blobs.join([source.blob]);
    const versionId = await record(call, {
      bucket: call.bucket.name,
      key: call.key,
      size: source.size,
      etag: source.etag,
      blob,
      description: {
        ...(replace ? describedBy(call.request.headers) : source.description),
        checksums: source.description.checksums,
        encryption,
        retention,
      },
    });
    const body = document('CopyObjectResult', {
      ETag: `"${source.etag}"`,
      LastModified: new Date(call.store.now()).toISOString(),
    });
    return xml(200, body, { ...encryptionHeaders(encryption), ...versionHeader(versionId) });
  },
};

/** The same request, seen as a read of what `x-amz-copy-source` names. */
function sourceCall(call: Call): Call {
  const header = call.request.headers['x-amz-copy-source'] ?? '';
  const [path = '', search = ''] = header.split('?');
  const request = {
    ...call.request,
    path: path.startsWith('/') ? path : `/${path}`,
    headers: { ...call.request.headers, host: '' },
    query: new URLSearchParams(search),
  };
  const { bucket, key } = addressOf(request);
  return { ...call, request, bucket: call.store.bucket(bucket), key };
}

function locate(source: Call): StoredObject | undefined {
  const versionId = query(source, 'versionId');
  return versionId === undefined
    ? source.store.objects.latest(source.bucket.name, source.key)
    : source.store.objects.version(source.bucket.name, source.key, versionId);
}
