import { randomUUID } from 'node:crypto';
import type { AwsResponse, InvokeResult, LocalContext } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import type { Stream } from '../kinesis/streams.ts';
import type { DiscardReason, PendingBatch } from './batch-retry.ts';
import type { StreamMapping } from './mapping.ts';

interface Discarded {
  readonly stream: Stream;
  readonly shard: string;
  readonly batch: PendingBatch;
  readonly reason: DiscardReason;
  /** Of the last attempt; absent for records that were too old for a first one. */
  readonly result: InvokeResult | undefined;
  /** The event as the function got it; goes to a bucket only. */
  readonly event: object;
}

/** Tells the on-failure destination which records were given up. The role needs the grant for it. */
export async function reportDiscarded(
  context: LocalContext,
  mapping: StreamMapping,
  role: string,
  discarded: Discarded,
): Promise<void> {
  const destination = mapping.onFailure;
  if (!destination) return;
  const record = invocationRecord(mapping, discarded);
  const service = destination.split(':')[2];
  if (service === 'sqs') {
    const url = `${context.endpoint}/${destination.split(':').slice(4).join('/')}`;
    return check(
      destination,
      await context.call(role, {
        service: 'sqs',
        method: 'POST',
        path: '/',
        headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ QueueUrl: url, MessageBody: JSON.stringify(record) }),
      }),
    );
  }
  if (service === 's3') {
    const bucket = destination.split(':').at(-1);
    return check(
      destination,
      await context.call(role, {
        service: 's3',
        method: 'PUT',
        path: `/${bucket}/${objectKey(mapping, discarded)}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...record, payload: JSON.stringify(discarded.event) }),
      }),
    );
  }
  throw new UnsupportedError(`on-failure destination ${destination}`);
}

function check(destination: string, response: AwsResponse): void {
  if (response.status < 300) return;
  throw new Error(`The on-failure destination ${destination} refused: ${String(response.body)}`);
}

function invocationRecord(
  mapping: StreamMapping,
  { stream, shard, batch, reason, result }: Discarded,
): object {
  const functionError = result?.ok === false ? result.functionError : null;
  const first = batch.records[0];
  const last = batch.records.at(-1);
  const instant = (time: number | undefined) => new Date(time ?? 0).toISOString();
  return {
    requestContext: {
      requestId: result?.requestId ?? randomUUID(),
      functionArn: mapping.functionArn,
      condition: reason,
      approximateInvokeCount: batch.attempts,
    },
    // The function's answer matters only where it is the reason.
    ...(reason === 'RetryAttemptsExhausted'
      ? { responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError } }
      : {}),
    version: '1.0',
    timestamp: new Date().toISOString(),
    KinesisBatchInfo: {
      shardId: shard,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: instant(first?.arrivedAt),
      approximateArrivalOfLastRecord: instant(last?.arrivedAt),
      batchSize: batch.records.length,
      streamArn: stream.arn,
    },
  };
}

/** `aws/lambda/<mapping>/<shard>/<yyyy>/<mm>/<dd>/<instant>-<random>`, as Lambda names it. */
function objectKey(mapping: StreamMapping, { shard }: Discarded): string {
  const instant = new Date().toISOString();
  const day = instant.slice(0, 10).replaceAll('-', '/');
  return `aws/lambda/${mapping.id}/${shard}/${day}/${instant.slice(0, 19).replaceAll(':', '.')}-${randomUUID()}`;
}
