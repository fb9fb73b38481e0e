import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { AlarmedQueue } from '../constructs/alarmed-queue.ts';
import { AlarmedStream } from '../constructs/alarmed-stream.ts';
import { DataKey } from '../constructs/data-key.ts';
import { GuardedBucket } from '../constructs/guarded-bucket.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';

/** Recordings, what agents send of them, and the key that envelopes the recordings' own keys. */
export class CaptureDataStack extends ProductStack {
  readonly recordings: RetainedTable;
  readonly envelopeKey: IKey;
  readonly intake: GuardedBucket;
  readonly quarantine: GuardedBucket;
  readonly batchStream: AlarmedStream;
  readonly batchQueue: AlarmedQueue;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    const dataKey = new DataKey(this, 'DataKey', 'Recordings and batches at rest');
    this.envelopeKey = new DataKey(this, 'EnvelopeKey', 'Envelopes the key of each recording');
    this.recordings = new RetainedTable(this, 'Recording', {
      key: dataKey,
      partitionKey: 'recordingId',
      indexes: { byTenant: { partitionKey: 'tenantId', sortKey: 'createdAt' } },
      timeToLive: 'expiresAt',
      audited: true,
    });
    const accessLogs = new AccessLogBucket(this, 'AccessLogs');
    this.intake = new GuardedBucket(this, 'Intake', {
      accessLogs,
      key: dataKey,
      lifecycleRules: [{ expiration: Duration.days(1) }],
      cors: [
        {
          // An upload address is its own permission; the extension's origin differs on every machine.
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
          maxAge: 3_600,
        },
      ],
    });
    this.quarantine = new GuardedBucket(this, 'Quarantine', {
      accessLogs,
      key: dataKey,
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    this.batchStream = new AlarmedStream(this, 'BatchStream', {
      key: dataKey,
      retention: Duration.days(7),
      meaning: {
        throttled: 'The stream refuses batches; recorders use the queue instead, and previews get slower.',
        lagging: 'Batches wait a minute or longer to be composed; previews and published guides are late.',
      },
    });
    this.batchQueue = new AlarmedQueue(this, 'BatchQueue', {
      visibilityTimeout: Duration.minutes(6),
      alarmAge: Duration.minutes(5),
      meaning: 'Batches that came by the second way wait to be composed; their guides are late.',
    });
  }
}
