import { AwsError } from '../../service.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

/** `GetQueueAttributes`: only what was asked for. */
export function queueAttributes(queue: Queue, queues: Queues, names: readonly string[]): object {
  const counts = queues.counts(queue);
  const policy = queues.policy(queue.arn);
  const redrive = queue.redrive;
  const attributes: Record<string, string | undefined> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.held),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    VisibilityTimeout: String(queue.visibilitySeconds),
    MaximumMessageSize: String(queue.maximumMessageBytes),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(queue.waitSeconds),
    Policy: policy ? JSON.stringify(policy) : undefined,
    RedrivePolicy: redrive
      ? JSON.stringify({ deadLetterTargetArn: redrive.targetArn, maxReceiveCount: redrive.maxReceiveCount })
      : undefined,
    KmsMasterKeyId: queue.key,
    SqsManagedSseEnabled: String(queue.key === undefined),
    FifoQueue: queue.fifo ? 'true' : undefined,
    ContentBasedDeduplication: queue.fifo ? String(queue.contentBasedDeduplication) : undefined,
  };
  const unknown = names.find((name) => name !== 'All' && !(name in attributes));
  if (unknown) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const given = Object.entries(attributes).filter(
    ([name, value]) => value !== undefined && (names.includes('All') || names.includes(name)),
  );
  return given.length > 0 ? { Attributes: Object.fromEntries(given) } : {};
}
