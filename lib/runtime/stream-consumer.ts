import middy from '@middy/core';
import type { KinesisStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log } from './log.ts';
import { invocation } from './middleware.ts';

/** One record of a stream or one message of a queue. */
export interface Delivery {
  /** What the event source calls it; unique within one event. */
  readonly id: string;
  readonly data: Uint8Array;
  /** Partition key of a stream's record; a queue's message has none. */
  readonly key?: string;
}

export interface ConsumerSpec {
  /** Gives the ids of deliveries to be delivered again. What it throws fails the whole event. */
  readonly run: (deliveries: readonly Delivery[]) => Promise<ReadonlySet<string>>;
}

/**
 * Consumer of a Kinesis stream or an SQS queue whose event source mapping reports partial failures.
 * A stream is delivered again from the first failed record, a queue only the failed messages.
 */
export function streamConsumer(spec: ConsumerSpec) {
  return middy<KinesisStreamEvent | SQSEvent, SQSBatchResponse>()
    .use(invocation())
    .handler(async (event) => {
      const failed = await spec.run(event.Records.map(toDelivery));
      if (failed.size > 0) log.warn('DELIVERIES_FAILED', { failed: failed.size, of: event.Records.length });
      return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
    });
}

function toDelivery(record: (KinesisStreamEvent | SQSEvent)['Records'][number]): Delivery {
  return 'kinesis' in record
    ? {
        id: record.kinesis.sequenceNumber,
        key: record.kinesis.partitionKey,
        data: Buffer.from(record.kinesis.data, 'base64'),
      }
    : { id: record.messageId, data: Buffer.from(record.body, 'base64') };
}
