import { Duration, Fn } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { DataKey } from '../constructs/data-key.ts';
import { Database } from '../constructs/database.ts';
import { GuardedBucket } from '../constructs/guarded-bucket.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

export interface GuidesDataStackProps extends ProductStackProps {
  readonly databaseCapacity: { readonly minimum: number; readonly maximum: number };
}

/** Guides: who owns them (Aurora), what is in each version (table), and their pictures (bucket). */
export class GuidesDataStack extends ProductStack {
  readonly database: Database;
  readonly contents: RetainedTable;
  readonly media: GuardedBucket;

  constructor(scope: Construct, id: string, props: GuidesDataStackProps) {
    super(scope, id, props);
    const key = new DataKey(this, 'DataKey', 'Guides at rest');
    this.database = new Database(this, 'Database', {
      key,
      name: 'guidewright',
      capacity: props.databaseCapacity,
    });
    this.contents = new RetainedTable(this, 'Content', {
      key,
      partitionKey: 'guideId',
      sortKey: 'version',
      sortKeyType: AttributeType.NUMBER,
    });
    this.media = new GuardedBucket(this, 'Media', {
      accessLogs: new AccessLogBucket(this, 'AccessLogs'),
      key,
      versioned: true,
      lifecycleRules: [
        { prefix: 'drafts/', expiration: Duration.days(30) },
        { prefix: 'exports/', expiration: Duration.days(1) },
        { noncurrentVersionExpiration: Duration.days(30) },
      ],
    });
  }

  /** Of functions that read what a guide holds. */
  get contentEnvironment() {
    return {
      ...this.database.environment,
      CONTENT_TABLE_NAME: this.contents.tableName,
      MEDIA_BUCKET_NAME: this.media.bucketName,
    };
  }

  /** Two zones by number, so that no account has to be asked for their names while synthesizing. */
  override get availabilityZones(): string[] {
    return [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())];
  }
}
