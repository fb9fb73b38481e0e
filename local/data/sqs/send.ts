import { createHash } from 'node:crypto';
import { AwsError } from '../../service.ts';
import { optionalNumber, optionalText, refuseMembers } from '../wire/input.ts';
import type { Input } from '../wire/json-service.ts';
import type { MessageAttribute } from './message-digest.ts';
import { attributesDigest, md5 } from './message-digest.ts';
import type { NewMessage } from './message-store.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

/** Parses, checks and stores one message; answers as `SendMessage` and a batch's entry do. */
export function sendMessage(queues: Queues, queue: Queue, input: Input, senderId: string): object {
  const message = parseMessage(queue, input, senderId);
  const sent = queues.send(queue, message);
  const digest = attributesDigest(message.attributes);
  return {
    MessageId: sent.id,
    MD5OfMessageBody: md5(message.body),
    ...(digest ? { MD5OfMessageAttributes: digest } : {}),
    ...(sent.sequence ? { SequenceNumber: sent.sequence } : {}),
  };
}

export function messageBytes(input: Input): number {
  const attributes = Object.entries((input.MessageAttributes ?? {}) as Record<string, MessageAttribute>);
  return attributes.reduce(
    (total, [name, { DataType, StringValue, BinaryValue }]) =>
      total +
      Buffer.byteLength(name + DataType + (StringValue ?? '')) +
      Buffer.from(BinaryValue ?? '', 'base64').length,
    Buffer.byteLength(String(input.MessageBody ?? '')),
  );
}

function parseMessage(queue: Queue, input: Input, senderId: string): NewMessage {
  refuseMembers(input, 'SendMessage', ['MessageSystemAttributes']);
  const body = optionalText(input, 'MessageBody');
  if (!body) throw missing('MessageBody');
  if (messageBytes(input) > queue.maximumMessageBytes) {
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maximumMessageBytes} bytes.`,
    );
  }
  const delay = optionalNumber(input, 'DelaySeconds');
  if (delay !== undefined && (delay < 0 || delay > 900)) {
    throw invalid('DelaySeconds', delay, 'DelaySeconds must be >= 0 and <= 900.');
  }
  if (delay && queue.fifo) {
    throw invalid(
      'DelaySeconds',
      delay,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  return {
    body,
    senderId,
    attributes: parseAttributes(input),
    delayMs: (delay ?? queue.delaySeconds) * 1000,
    ...ordering(queue, input, body),
  };
}

function ordering(queue: Queue, input: Input, body: string): Pick<NewMessage, 'groupId' | 'deduplicationId'> {
  const groupId = optionalText(input, 'MessageGroupId');
  const given = optionalText(input, 'MessageDeduplicationId');
  for (const [name, value] of Object.entries({ MessageGroupId: groupId, MessageDeduplicationId: given })) {
    if (value !== undefined && !/^[!-~]{1,128}$/.test(value)) {
      throw invalid(
        name,
        value,
        `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
      );
    }
  }
  // On a standard queue a group only spreads the load fairly; it neither orders nor deduplicates.
  if (!queue.fifo) return { groupId };
  if (groupId === undefined) throw missing('MessageGroupId');
  const deduplicationId =
    given ?? (queue.contentBasedDeduplication ? createHash('sha256').update(body).digest('hex') : undefined);
  if (deduplicationId === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  return { groupId, deduplicationId };
}

function parseAttributes(input: Input): Record<string, MessageAttribute> {
  const attributes = (input.MessageAttributes ?? {}) as Record<string, MessageAttribute>;
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    const kind = String(DataType).split('.')[0];
    if (kind !== 'String' && kind !== 'Number' && kind !== 'Binary') {
      throw new AwsError(
        'InvalidParameterValue',
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    }
    if (!(kind === 'Binary' ? BinaryValue : StringValue)) {
      throw new AwsError(
        'InvalidParameterValue',
        `Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`,
      );
    }
  }
  return attributes;
}

function missing(parameter: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
}

export function invalid(parameter: string, value: unknown, reason: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}
