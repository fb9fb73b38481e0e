import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { lambdaContext } from '../../test/fakes/http-event.ts';
import { type Delivery, streamConsumer } from './stream-consumer.ts';

const record = { data: Buffer.from('abc').toString('base64'), partitionKey: 'rec_1', sequenceNumber: '49' };
const stream = { Records: [{ kinesis: record }] } as KinesisStreamEvent;
const queue = { Records: [{ messageId: 'm1', body: Buffer.from('abc').toString('base64') }] } as SQSEvent;

test('a stream’s record and a queue’s message are the same delivery, but for the key', async () => {
  const seen: Delivery[] = [];
  const consumer = streamConsumer({
    run: async (deliveries) => {
      seen.push(...deliveries);
      return new Set();
    },
  });
  expect(await consumer(stream, lambdaContext)).toEqual({ batchItemFailures: [] });
  await consumer(queue, lambdaContext);
  expect(seen).toEqual([
    { id: '49', key: 'rec_1', data: Buffer.from('abc') },
    { id: 'm1', data: Buffer.from('abc') },
  ]);
});

test('what failed is named to the event source', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const consumer = streamConsumer({ run: async (deliveries) => new Set(deliveries.map(({ id }) => id)) });
  expect(await consumer(queue, lambdaContext)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
});
