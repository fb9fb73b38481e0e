import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { RunbookAlarm } from './alarm.ts';

export interface AlarmedStreamProps {
  readonly key: IKey;
  readonly retention: Duration;
  /** What it means for people when writers are refused, and when readers fall behind. */
  readonly meaning: { readonly throttled: string; readonly lagging: string };
}

/** An on-demand stream, encrypted, that tells when writers are refused or readers fall behind. */
export class AlarmedStream extends Construct {
  readonly stream: IStream;
  readonly key: IKey;

  constructor(scope: Construct, id: string, props: AlarmedStreamProps) {
    super(scope, id);
    this.key = props.key;
    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.KMS,
      encryptionKey: props.key,
      retentionPeriod: props.retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.stream,
      'KDS3',
      'The stack’s own key, and not the account’s, so that who may read batches is decided here.',
    );
    const period = Duration.minutes(1);
    new RunbookAlarm(this, 'Throttled', {
      metric: this.stream.metricWriteProvisionedThroughputExceeded({ period, statistic: 'Sum' }),
      threshold: 1,
      periods: 3,
      meaning: props.meaning.throttled,
      runbook: 'stream-throttled',
    });
    new RunbookAlarm(this, 'Lag', {
      metric: this.stream.metricGetRecordsIteratorAgeMilliseconds({ period, statistic: 'Maximum' }),
      threshold: Duration.minutes(1).toMilliseconds(),
      periods: 3,
      meaning: props.meaning.lagging,
      runbook: 'stream-lag',
    });
  }
}
