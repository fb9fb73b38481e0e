import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { RunbookAlarm } from './alarm.ts';
import type { AlarmedQueue } from './alarmed-queue.ts';
import type { AlarmedStream } from './alarmed-stream.ts';
import { allow, allowObjects, allowReceive, allowStorageKey } from './grants.ts';
import type { GuardedBucket } from './guarded-bucket.ts';
import type { NodeFunction } from './node-function.ts';

export interface BatchSourcesProps<Env extends { readonly [Name in keyof Env]: string }> {
  readonly handler: NodeFunction<Env>;
  readonly stream: AlarmedStream;
  readonly queue: AlarmedQueue;
  /** Where Lambda puts what it could not deliver, whole. */
  readonly undelivered: GuardedBucket;
}

/** Feeds a stream and its fallback queue to one function. Both take partial answers: one bad record costs one. */
export class BatchSources<Env extends { readonly [Name in keyof Env]: string }> extends Construct {
  constructor(scope: Construct, id: string, props: BatchSourcesProps<Env>) {
    super(scope, id);
    this.readStream(props);
    this.readQueue(props);
  }

  private readStream({ handler, stream, undelivered }: BatchSourcesProps<Env>): void {
    allow(handler, {
      actions: [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      resources: [stream.stream.streamArn],
    });
    allowStorageKey(handler, stream.key, 'kinesis', ['kms:Decrypt']);
    allowObjects(handler, undelivered, ['put', 'list'], 'Lambda names what it could not deliver itself.');
    const mapping = new CfnEventSourceMapping(this, 'Stream', {
      functionName: handler.arn,
      eventSourceArn: stream.stream.streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      // Somebody watches the preview: nothing is waited for.
      maximumBatchingWindowInSeconds: 0,
      parallelizationFactor: 10,
      bisectBatchOnFunctionError: true,
      // The default would hold up a shard for as long as the stream keeps records.
      maximumRetryAttempts: 20,
      maximumRecordAgeInSeconds: Duration.hours(1).toSeconds(),
      functionResponseTypes: ['ReportBatchItemFailures'],
      destinationConfig: { onFailure: { destination: undelivered.bucket.bucketArn } },
      metricsConfig: { metrics: ['EventCount'] },
    });
    mapping.node.addDependency(handler.role);
    this.watch(mapping.ref);
  }

  private readQueue({ handler, queue }: BatchSourcesProps<Env>): void {
    allowReceive(handler, queue.queue);
    const mapping = new CfnEventSourceMapping(this, 'Queue', {
      functionName: handler.arn,
      eventSourceArn: queue.queue.queueArn,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
    mapping.node.addDependency(handler.role);
  }

  private watch(mappingId: string): void {
    const counted = (metricName: string) =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: { EventSourceMappingUUID: mappingId },
        period: Duration.minutes(5),
        statistic: 'Sum',
      });
    for (const metricName of ['OnFailureDestinationDeliveredEventCount', 'DroppedEventCount']) {
      new RunbookAlarm(this, metricName, {
        metric: counted(metricName),
        threshold: 1,
        meaning:
          'Batches could not be composed after every retry; their guides lack steps until they are replayed.',
        runbook: 'undelivered-batches',
      });
    }
  }
}
