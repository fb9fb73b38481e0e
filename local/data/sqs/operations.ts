import type { AwsError, AwsRequest, LocalContext } from '../../service.ts';
import { keyPermissions } from '../kms/grant.ts';
import { optionalNumber, optionalStrings, optionalText, text } from '../wire/input.ts';
import type { Input, Operation } from '../wire/json-service.ts';
import { queueAttributes } from './attributes.ts';
import { runBatch } from './batch.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import { checkVisibility, receiveMessages } from './receive.ts';
import { sendMessage } from './send.ts';

type KeyAction = 'kms:GenerateDataKey' | 'kms:Decrypt';

export function sqsOperations(context: LocalContext, queues: Queues): Record<string, Operation> {
  const find = (input: Input) => queues.find(text(input, 'QueueUrl'));

  function on(
    action: string,
    keyActions: readonly KeyAction[],
    run: (queue: Queue, input: Input, request: AwsRequest) => object | Promise<object>,
  ): Operation {
    return {
      permissions(input) {
        const queue = find(input);
        return [
          { action: `sqs:${action}`, resource: queue.arn },
          ...keyActions.flatMap((keyAction) =>
            keyPermissions(context, {
              key: queue.key,
              action: keyAction,
              via: 'sqs',
              encryptionContext: { 'aws:sqs:arn': queue.arn },
            }),
          ),
        ];
      },
      run: (input, request) => run(find(input), input, request),
    };
  }

  function changeVisibility(queue: Queue, input: Input): object {
    const seconds = checkVisibility(optionalNumber(input, 'VisibilityTimeout') ?? -1);
    queues.changeVisibility(queue, text(input, 'ReceiptHandle'), seconds);
    return {};
  }

  function remove(queue: Queue, input: Input): object {
    queues.delete(queue, text(input, 'ReceiptHandle'));
    return {};
  }

  // Sending needs Decrypt as well: SQS checks the data key that it reuses.
  const sending: readonly KeyAction[] = ['kms:GenerateDataKey', 'kms:Decrypt'];
  return {
    SendMessage: on('SendMessage', sending, (queue, input, request) =>
      sendMessage(queues, queue, input, senderId(request)),
    ),
    SendMessageBatch: on('SendMessage', sending, (queue, input, request) =>
      runBatch(input, (entry) => sendMessage(queues, queue, entry, senderId(request))),
    ),
    ReceiveMessage: on('ReceiveMessage', ['kms:Decrypt'], (queue, input) =>
      receiveMessages(queues, queue, input),
    ),
    DeleteMessage: on('DeleteMessage', [], remove),
    DeleteMessageBatch: on('DeleteMessage', [], (queue, input) =>
      runBatch(input, (entry) => remove(queue, entry)),
    ),
    ChangeMessageVisibility: on('ChangeMessageVisibility', [], changeVisibility),
    ChangeMessageVisibilityBatch: on('ChangeMessageVisibility', [], (queue, input) =>
      runBatch(input, (entry) => changeVisibility(queue, entry)),
    ),
    GetQueueAttributes: on('GetQueueAttributes', [], (queue, input) =>
      queueAttributes(queue, queues, optionalStrings(input, 'AttributeNames')),
    ),
    PurgeQueue: on('PurgeQueue', [], (queue) => {
      queues.purge(queue);
      return {};
    }),
    GetQueueUrl: {
      permissions: (input) => [
        { action: 'sqs:GetQueueUrl', resource: queues.find(text(input, 'QueueName')).arn },
      ],
      run: (input) => ({ QueueUrl: queues.find(text(input, 'QueueName')).url }),
    },
    ListQueues: {
      permissions: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      run(input) {
        const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
        const urls = queues
          .all()
          .filter((queue) => queue.name.startsWith(prefix))
          .map((queue) => queue.url);
        return urls.length > 0 ? { QueueUrls: urls } : {};
      },
    },
  };
}

function senderId(request: AwsRequest): string {
  return request.principal.role ?? request.principal.arn;
}

const queryCodes: Record<string, string> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
};

/** SQS is query-compatible: clients take the error's code from this header. */
export function queryErrorHeaders(error: AwsError): Record<string, string> {
  return {
    'x-amzn-query-error': `${queryCodes[error.code] ?? error.code};${error.status < 500 ? 'Sender' : 'Receiver'}`,
  };
}
