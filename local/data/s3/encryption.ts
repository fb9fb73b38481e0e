import type { AwsRequest, LocalContext, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { KeyUse } from '../kms/grant.ts';
import { keyPermissions } from '../kms/grant.ts';
import type { Bucket, Encryption } from './bucket.ts';
import { bucketArn } from './bucket.ts';

const header = 'x-amz-server-side-encryption';

/** What the request asks for, or else the bucket's default. */
export function requestedEncryption(bucket: Bucket, request: AwsRequest): Encryption {
  if (request.headers[`${header}-customer-algorithm`]) {
    throw new AwsError('NotImplemented', 'The local cloud does not support customer-provided keys', 501);
  }
  const algorithm = request.headers[header];
  if (algorithm === undefined) return bucket.encryption;
  if (algorithm === 'AES256') return { algorithm };
  if (algorithm !== 'aws:kms') {
    throw new AwsError(
      'InvalidEncryptionAlgorithmError',
      'The Encryption request you specified is not valid. Supported value: AES256.',
    );
  }
  const key = request.headers[`${header}-aws-kms-key-id`];
  return { algorithm, key, bucketKey: request.headers[`${header}-bucket-key-enabled`] === 'true' };
}

export function encryptionHeaders(encryption: Encryption): Record<string, string> {
  if (encryption.algorithm === 'AES256') return { [header]: 'AES256' };
  return {
    [header]: 'aws:kms',
    ...(encryption.key ? { [`${header}-aws-kms-key-id`]: encryption.key } : {}),
    ...(encryption.bucketKey ? { [`${header}-bucket-key-enabled`]: 'true' } : {}),
  };
}

/** What the caller needs on the key: writing asks for a data key, reading decrypts it. */
export function encryptionPermissions(
  context: LocalContext,
  encryption: Encryption,
  object: { bucket: string; key: string },
  actions: readonly KeyUse['action'][],
): readonly Permission[] {
  if (encryption.algorithm === 'AES256') return [];
  const arn = bucketArn(object.bucket);
  return actions.flatMap((action) =>
    keyPermissions(context, {
      key: encryption.key,
      action,
      via: 's3',
      encryptionContext: { 'aws:s3:arn': encryption.bucketKey ? arn : `${arn}/${object.key}` },
    }),
  );
}
