import type { LocalContext, Permission } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';

export interface KeyUse {
  /** Key id or ARN as the template gives it; absent for keys that AWS owns. */
  readonly key: string | undefined;
  readonly action: 'kms:Decrypt' | 'kms:GenerateDataKey';
  /** Service that uses the key in the caller's name: `s3`, `sqs` … */
  readonly via: string;
  readonly encryptionContext?: Record<string, string>;
}

/**
 * What a caller needs on the customer's key when a service encrypts in its name. Keys that AWS owns
 * or manages (`alias/aws/…`) ask for nothing of the caller.
 */
export function keyPermissions(context: LocalContext, use: KeyUse): readonly Permission[] {
  if (!use.key || use.key.includes('alias/aws/')) return [];
  if (use.key.includes('alias/')) throw new UnsupportedError(`encryption under the alias ${use.key}`);
  const arn = use.key.startsWith('arn:')
    ? use.key
    : `arn:aws:kms:${context.region}:${context.account}:key/${use.key}`;
  return [
    {
      action: use.action,
      resource: arn,
      context: {
        'kms:ViaService': `${use.via}.${context.region}.amazonaws.com`,
        'kms:CallerAccount': context.account,
        ...encryptionContextKeys(use.encryptionContext ?? {}),
      },
    },
  ];
}

/** Condition keys that KMS derives from an encryption context. */
export function encryptionContextKeys(
  encryptionContext: Record<string, string>,
): Record<string, string | readonly string[]> {
  const keys = Object.keys(encryptionContext);
  if (keys.length === 0) return {};
  return {
    ...Object.fromEntries(keys.map((key) => [`kms:EncryptionContext:${key}`, encryptionContext[key] ?? ''])),
    'kms:EncryptionContextKeys': keys,
  };
}
