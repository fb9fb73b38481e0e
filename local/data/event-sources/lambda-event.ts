import type { Stream, StreamRecord } from '../kinesis/streams.ts';
import { attributesDigest, md5 } from '../sqs/message-digest.ts';
import type { ReceivedMessage } from '../sqs/message-store.ts';
import type { Queue } from '../sqs/queue.ts';
import { systemAttributes } from '../sqs/receive.ts';

interface Delivery {
  readonly region: string;
  /** Role in whose name the source is read. */
  readonly role: string;
}

export function kinesisEvent(
  stream: Stream,
  shard: string,
  records: readonly StreamRecord[],
  { region, role }: Delivery,
): object {
  return {
    Records: records.map((record) => ({
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: record.partitionKey,
        sequenceNumber: record.sequenceNumber,
        data: record.data.toString('base64'),
        approximateArrivalTimestamp: record.arrivedAt / 1000,
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${shard}:${record.sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: role,
      awsRegion: region,
      eventSourceARN: stream.arn,
    })),
  };
}

export function queueEvent(queue: Queue, messages: readonly ReceivedMessage[], region: string): object {
  return {
    Records: messages.map((message) => {
      const digest = attributesDigest(message.attributes);
      return {
        messageId: message.id,
        receiptHandle: message.receiptHandle,
        body: message.body,
        attributes: systemAttributes(message),
        messageAttributes: Object.fromEntries(
          Object.entries(message.attributes).map(([name, attribute]) => [
            name,
            {
              ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
              ...(attribute.BinaryValue === undefined ? {} : { binaryValue: attribute.BinaryValue }),
              stringListValues: [],
              binaryListValues: [],
              dataType: attribute.DataType,
            },
          ]),
        ),
        md5OfBody: md5(message.body),
        ...(digest ? { md5OfMessageAttributes: digest } : {}),
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: region,
      };
    }),
  };
}
