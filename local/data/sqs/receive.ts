import { optionalNumber, optionalStrings } from '../wire/input.ts';
import type { Input } from '../wire/json-service.ts';
import { attributesDigest, md5 } from './message-digest.ts';
import type { ReceivedMessage } from './message-store.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import { invalid } from './send.ts';

const maximumVisibilitySeconds = 43_200;

export async function receiveMessages(queues: Queues, queue: Queue, input: Input): Promise<object> {
  const limit = optionalNumber(input, 'MaxNumberOfMessages') ?? 1;
  if (limit < 1 || limit > 10) {
    throw invalid('MaxNumberOfMessages', limit, 'Must be between 1 and 10, if provided.');
  }
  const wait = optionalNumber(input, 'WaitTimeSeconds') ?? queue.waitSeconds;
  if (wait < 0 || wait > 20) throw invalid('WaitTimeSeconds', wait, 'Must be >= 0 and <= 20, if provided.');
  const visibility = checkVisibility(optionalNumber(input, 'VisibilityTimeout') ?? queue.visibilitySeconds);
  const messages = await queues.receive(queue, {
    limit,
    waitMs: wait * 1000,
    visibilityMs: visibility * 1000,
  });
  if (messages.length === 0) return {};
  const system = new Set([
    ...optionalStrings(input, 'AttributeNames'),
    ...optionalStrings(input, 'MessageSystemAttributeNames'),
  ]);
  const named = optionalStrings(input, 'MessageAttributeNames');
  return { Messages: messages.map((message) => answer(message, system, named)) };
}

export function checkVisibility(seconds: number): number {
  if (seconds >= 0 && seconds <= maximumVisibilitySeconds) return seconds;
  throw invalid('VisibilityTimeout', seconds, 'Must be between 0 and 43200, if provided.');
}

/** Attributes that SQS itself keeps of a message, by their names on the wire. */
export function systemAttributes(message: ReceivedMessage): Record<string, string> {
  const attributes: Record<string, string | undefined> = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function answer(message: ReceivedMessage, system: ReadonlySet<string>, named: readonly string[]): object {
  const kept = Object.entries(systemAttributes(message)).filter(
    ([name]) => system.has('All') || system.has(name),
  );
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => named.some((pattern) => matches(pattern, name))),
  );
  const digest = attributesDigest(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(kept.length > 0 ? { Attributes: Object.fromEntries(kept) } : {}),
    ...(digest ? { MessageAttributes: attributes, MD5OfMessageAttributes: digest } : {}),
  };
}

function matches(pattern: string, name: string): boolean {
  if (pattern === 'All' || pattern === '.*' || pattern === name) return true;
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2));
}
