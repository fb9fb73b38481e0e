import { AwsError } from '../../service.ts';
import type { Key } from './keys.ts';
import { signingAlgorithm } from './signature.ts';

export function metadata(key: Key, account: string): object {
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAt / 1000,
    Enabled: key.enabled && !key.deletedAt,
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.deletedAt ? 'PendingDeletion' : key.enabled ? 'Enabled' : 'Disabled',
    ...(key.deletedAt ? { DeletionDate: key.deletedAt / 1000 } : {}),
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: key.spec,
    KeySpec: key.spec,
    MultiRegion: false,
    ...(key.usage === 'SIGN_VERIFY'
      ? { SigningAlgorithms: [signingAlgorithm] }
      : { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }),
  };
}

/** Condition keys that a key's tags amount to. */
export function resourceTags({ tags }: Key): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value]));
}

export function checkAlive(key: Key): void {
  if (key.deletedAt) throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
}
