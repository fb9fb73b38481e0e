import type { CorsRule } from './cors.ts';
import type { LifecycleRule } from './lifecycle.ts';
import type { ObjectLock } from './object-lock.ts';

export interface Bucket {
  readonly name: string;
  readonly versioned: boolean;
  readonly objectLock: ObjectLock | undefined;
  readonly encryption: Encryption;
  readonly cors: readonly CorsRule[];
  readonly lifecycle: readonly LifecycleRule[];
}

export type Encryption =
  | { readonly algorithm: 'AES256' }
  | {
      readonly algorithm: 'aws:kms';
      /** Key id or ARN; absent for the key that AWS manages. */
      readonly key: string | undefined;
      /** One data key per bucket instead of one per object: changes the encryption context. */
      readonly bucketKey: boolean;
    };

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}
