import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CorsRule, IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AccessLogBucket } from './access-log-bucket.ts';

export interface GuardedBucketProps {
  readonly accessLogs: AccessLogBucket;
  /** Without: encrypted by S3's own key, as CloudFront can read it without a key policy. */
  readonly key?: IKey;
  readonly versioned?: boolean;
  /** For so long nobody, not even the account's root, deletes or changes a version (object lock, compliance mode). */
  readonly lockedFor?: Duration;
  readonly lifecycleRules?: LifecycleRule[];
  readonly cors?: CorsRule[];
}

const abandonedUploads: LifecycleRule = { abortIncompleteMultipartUploadAfter: Duration.days(1) };

/** A bucket nobody reaches but by TLS and by name: encrypted, not public, access-logged, kept when its stack goes. */
export class GuardedBucket extends Construct {
  readonly bucket: IBucket;
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, props: GuardedBucketProps) {
    super(scope, id);
    this.key = props.key;
    this.bucket = new Bucket(this, 'Bucket', {
      ...(props.key
        ? { encryption: BucketEncryption.KMS, encryptionKey: props.key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: props.versioned ?? props.lockedFor !== undefined,
      ...(props.lockedFor
        ? { objectLockDefaultRetention: ObjectLockRetention.compliance(props.lockedFor) }
        : {}),
      serverAccessLogsBucket: props.accessLogs.bucket,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules: [abandonedUploads, ...(props.lifecycleRules ?? [])],
      cors: props.cors ?? [],
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  get bucketName(): string {
    return this.bucket.bucketName;
  }
}
