import type { AwsResponse, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { Call, S3Operation } from './call.ts';
import { bucketPermission, objectPermission, query } from './call.ts';
import { checksumAnswer } from './checksums.ts';
import { encryptionHeaders, encryptionPermissions } from './encryption.ts';
import { checkRead } from './preconditions.ts';
import { parseRange } from './range.ts';
import type { StoredObject } from './stored-object.ts';

export const getObject: S3Operation = {
  permissions: (call) => readPermissions(call, locate(call)),
  async run(call) {
    const object = found(call, locate(call));
    if (checkRead(call.request.headers, object).notModified) return notModified(object);
    const range = parseRange(call.request.headers.range, object.size);
    const body = object.size === 0 ? Buffer.alloc(0) : await call.store.blobs.read(object.blob, range);
    return {
      status: range ? 206 : 200,
      headers: {
        ...objectHeaders(call, object),
        'content-length': String(body.length),
        ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` } : {}),
      },
      body,
    };
  },
};

export const headObject: S3Operation = {
  permissions: getObject.permissions,
  run(call) {
    const object = found(call, locate(call));
    if (checkRead(call.request.headers, object).notModified) return notModified(object);
    const range = parseRange(call.request.headers.range, object.size);
    return {
      status: range ? 206 : 200,
      headers: {
        ...objectHeaders(call, object),
        'content-length': String(range ? range.end - range.start + 1 : object.size),
        ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` } : {}),
      },
    };
  },
};

export function locate(call: Call): StoredObject | undefined {
  const versionId = query(call, 'versionId');
  return versionId === undefined
    ? call.store.objects.latest(call.bucket.name, call.key)
    : call.store.objects.version(call.bucket.name, call.key, versionId);
}

/** Who may not list the bucket is not told either that a key is missing: 403 instead of 404. */
export function readPermissions(call: Call, object: StoredObject | undefined): readonly Permission[] {
  const action = query(call, 'versionId') === undefined ? 'GetObject' : 'GetObjectVersion';
  const read = objectPermission(action, call);
  if (!object || object.deleteMarker) return [read, bucketPermission('ListBucket', call)];
  return [
    read,
    ...encryptionPermissions(call.context, object.description.encryption, object, ['kms:Decrypt']),
  ];
}

export function found(call: Call, object: StoredObject | undefined): StoredObject {
  const versionId = query(call, 'versionId');
  if (!object && versionId !== undefined) {
    throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, {
      Key: call.key,
      VersionId: versionId,
    });
  }
  if (!object || (object.deleteMarker && versionId === undefined)) {
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: call.key });
  }
  if (object.deleteMarker) {
    throw new AwsError(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      405,
      {
        Method: call.request.method,
        ResourceType: 'DeleteMarker',
      },
    );
  }
  return object;
}

function notModified(object: StoredObject): AwsResponse {
  return { status: 304, headers: { etag: `"${object.etag}"`, 'last-modified': httpDate(object) } };
}

function objectHeaders(call: Call, object: StoredObject): Record<string, string> {
  const { headers, metadata, checksums, encryption } = object.description;
  const wantsChecksum =
    call.request.headers['x-amz-checksum-mode'] === 'ENABLED' && !call.request.headers.range;
  return {
    ...headers,
    ...overrides(call),
    'accept-ranges': 'bytes',
    etag: `"${object.etag}"`,
    'last-modified': httpDate(object),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...encryptionHeaders(encryption),
    ...(object.versionId === 'null' ? {} : { 'x-amz-version-id': object.versionId }),
    ...(wantsChecksum ? checksumAnswer(checksums) : {}),
  };
}

/** `response-content-type` and the like, as presigned downloads use them. */
function overrides(call: Call): Record<string, string> {
  const entries = [...call.request.query].filter(([name]) => name.startsWith('response-'));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice('response-'.length), value]));
}

function httpDate(object: StoredObject): string {
  return new Date(object.modifiedAt).toUTCString();
}
