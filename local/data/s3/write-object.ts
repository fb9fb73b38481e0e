import { createHash } from 'node:crypto';
import type { AwsRequest, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { Call, S3Operation } from './call.ts';
import { objectPermission } from './call.ts';
import { checksumAnswer, verifyChecksums } from './checksums.ts';
import { encryptionHeaders, encryptionPermissions, requestedEncryption } from './encryption.ts';
import { checkLockedWrite, lockPermissions, retentionOf } from './object-lock.ts';
import type { ObjectContent } from './object-table.ts';
import { checkWrite } from './preconditions.ts';
import { describedBy } from './stored-object.ts';

const maximumKeyBytes = 1024;
/** Headers that would change what is stored or who may read it. */
const unsupported = [
  'x-amz-tagging',
  'x-amz-object-lock-legal-hold',
  'x-amz-website-redirect-location',
  'x-amz-write-offset-bytes',
];

export const putObject: S3Operation = {
  permissions: (call) => writePermissions(call),
  async run(call) {
    checkKey(call.key);
    checkSupported(call.request);
    const { body, headers } = call.request;
    const checksums = verifyChecksums(headers, body);
    const encryption = requestedEncryption(call.bucket, call.request);
    const retention = retentionOf(call);
    checkLockedWrite(call.request, retention);
    const etag = createHash('md5').update(body).digest('hex');
    const blob = await call.store.blobs.write(body);
    const versionId = await record(call, {
      bucket: call.bucket.name,
      key: call.key,
      size: body.length,
      etag,
      blob,
      description: { ...describedBy(headers), checksums, encryption, retention },
    });
    return {
      status: 200,
      headers: {
        etag: `"${etag}"`,
        ...encryptionHeaders(encryption),
        ...versionHeader(versionId),
        ...checksumAnswer(checksums),
      },
    };
  },
};

/** Makes written bytes the object, or discards them when a precondition does not hold. */
export async function record(call: Call, content: ObjectContent): Promise<string> {
  try {
    const { versionId, orphans } = call.store.objects.write(content, call.bucket.versioned, (current) =>
      checkWrite(call.request.headers, call.key, current),
    );
    await call.store.blobs.remove(orphans);
    return versionId;
  } catch (error) {
    await call.store.blobs.remove([content.blob]);
    throw error;
  }
}

export function writePermissions(call: Call, alsoDecrypt = false): readonly Permission[] {
  const encryption = requestedEncryption(call.bucket, call.request);
  return [
    objectPermission('PutObject', call, encryptionConditions(call.request)),
    ...lockPermissions(call),
    ...encryptionPermissions(
      call.context,
      encryption,
      { bucket: call.bucket.name, key: call.key },
      alsoDecrypt ? ['kms:GenerateDataKey', 'kms:Decrypt'] : ['kms:GenerateDataKey'],
    ),
  ];
}

export function versionHeader(versionId: string): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

export function checkSupported(request: AwsRequest): void {
  const header = unsupported.find((name) => request.headers[name] !== undefined);
  if (header)
    throw new AwsError('NotImplemented', `The local cloud does not support the header ${header}`, 501);
  const acl = request.headers['x-amz-acl'];
  if (acl !== undefined && acl !== 'private' && acl !== 'bucket-owner-full-control') {
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
}

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) <= maximumKeyBytes) return;
  throw new AwsError('KeyTooLongError', 'Your key is too long', 400, {
    MaxSizeAllowed: maximumKeyBytes,
    Size: Buffer.byteLength(key),
  });
}

/** Condition keys of the encryption headers, as bucket policies test them. */
function encryptionConditions(request: AwsRequest): Record<string, string> {
  const names = ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.headers[name];
      return value === undefined ? [] : [[`s3:${name}`, value]];
    }),
  );
}
