import {
  AddPermissionCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { Queues } from '../../local/data/sqs/queues.ts';
import { type StackFixture, startCloud, type TestCloud } from './harness.ts';

const queue = (QueueName: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName, ...more },
});
const stack: StackFixture = {
  Resources: {
    Standard: queue('standard', { VisibilityTimeout: 30 }),
    Small: queue('small', { MaximumMessageSize: 1024 }),
    Fifo: queue('ordered.fifo', { FifoQueue: true, ContentBasedDeduplication: true }),
    Strict: queue('strict.fifo', { FifoQueue: true }),
    Redriven: queue('redriven', {
      VisibilityTimeout: 0,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
    }),
    Dead: queue('dead'),
    Kept: queue('kept'),
  },
};

let cloud: TestCloud;
let sqs: SQSClient;

async function connect(directory?: string): Promise<void> {
  cloud = await startCloud({
    parts: dataParts,
    stacks: { Data: stack },
    ...(directory ? { directory } : {}),
  });
  sqs = new SQSClient(cloud.client);
}

beforeAll(() => connect());
afterAll(async () => cloud?.[Symbol.asyncDispose]());

const url = (name: string) => `${cloud.endpoint}/123456789012/${name}`;
const send = (name: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: url(name), MessageBody, ...more }));
const receive = async (name: string, more: object = {}): Promise<Message[]> =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl: url(name), MaxNumberOfMessages: 10, ...more })))
    .Messages ?? [];
const remove = (name: string, { ReceiptHandle }: Message = {}) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl: url(name), ReceiptHandle }));
const bodies = (messages: Message[]) => messages.map(({ Body }) => Body);

test('a message comes once, hidden while it is held, with its attributes', async () => {
  const sent = await send('standard', 'hello', {
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'greeting' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
    },
  });
  // The client itself compares the digests of body and attributes.
  const [message] = await receive('standard', {
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: 'hello',
    MessageAttributes: { kind: { StringValue: 'greeting' }, bytes: { BinaryValue: new Uint8Array([1, 2]) } },
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    Attributes: { ApproximateReceiveCount: '1' },
  });
  expect(await receive('standard')).toEqual([]);
  await remove('standard', message);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url('standard'), AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
    VisibilityTimeout: '30',
    QueueArn: 'arn:aws:sqs:eu-central-1:123456789012:standard',
  });
});

test('a waiting receiver gets a message as soon as it is sent', async () => {
  const waiting = receive('standard', { WaitTimeSeconds: 20 });
  await send('standard', 'now');
  const [message] = await waiting;
  expect(message?.Body).toBe('now');
  await remove('standard', message);
});

test('visibility set to nothing makes a message visible again, once it is held no more not', async () => {
  await send('standard', 'again');
  const [first] = await receive('standard');
  const show = (ReceiptHandle: string | undefined) =>
    sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: url('standard'), ReceiptHandle, VisibilityTimeout: 0 }),
    );
  await show(first?.ReceiptHandle);
  const [second] = await receive('standard', { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(second).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '2' } });
  await remove('standard', second);
  await expect(show(second?.ReceiptHandle)).rejects.toMatchObject({ name: 'MessageNotInflight' });
});

// Recorded from AWS: test_sqs.py::TestSqsProvider::test_change_message_visibility_after_visibility_timeout_expiration
test('a receipt still counts after its time, until somebody else receives the message', async () => {
  await send('standard', 'slow');
  const [first] = await receive('standard', { VisibilityTimeout: 0 });
  const hide = () =>
    sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url('standard'),
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  await hide();
  const [second] = await receive('standard');
  await expect(hide()).rejects.toMatchObject({ name: 'MessageNotInflight' });
  await remove('standard', first);
  expect(bodies(await receive('standard'))).toEqual([]);
  await remove('standard', second);
});

test('a message that was received too often goes to the dead-letter queue', async () => {
  await send('redriven', 'poison');
  const waiting = receive('dead', { WaitTimeSeconds: 20, MessageSystemAttributeNames: ['All'] });
  expect(bodies(await receive('redriven'))).toEqual(['poison']);
  expect(bodies(await receive('redriven'))).toEqual(['poison']);
  expect(await receive('redriven')).toEqual([]);
  const [dead] = await waiting;
  expect(dead).toMatchObject({
    Body: 'poison',
    Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:eu-central-1:123456789012:redriven' },
  });
});

test('a group of a first-in-first-out queue waits for its oldest message; others do not', async () => {
  for (const [group, body] of [
    ['a', 'a1'],
    ['b', 'b1'],
    ['a', 'a2'],
  ]) {
    await send('ordered.fifo', body ?? '', { MessageGroupId: group });
  }
  const [first] = await receive('ordered.fifo', { MaxNumberOfMessages: 1 });
  expect(first?.Body).toBe('a1');
  const [other] = await receive('ordered.fifo');
  expect(other?.Body).toBe('b1');
  expect(await receive('ordered.fifo')).toEqual([]);
  const waiting = receive('ordered.fifo', { WaitTimeSeconds: 20 });
  await remove('ordered.fifo', first);
  expect(bodies(await waiting)).toEqual(['a2']);
});

// Recorded from AWS: localstack tests/aws/services/sqs/test_sqs.py::TestSqsProvider::test_posting_to_fifo_requires_deduplicationid_group_id, ::test_fifo_queue_send_message_with_delay_seconds_fails
test('a duplicate is taken and not delivered; what orders a message must be there', async () => {
  const first = await send('strict.fifo', 'x', { MessageGroupId: 'g', MessageDeduplicationId: 'd' });
  const again = await send('strict.fifo', 'y', { MessageGroupId: 'g', MessageDeduplicationId: 'd' });
  expect(again.MessageId).toBe(first.MessageId);
  expect(bodies(await receive('strict.fifo'))).toEqual(['x']);
  await expect(send('strict.fifo', 'x', { MessageGroupId: 'g' })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message:
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  });
  await expect(send('ordered.fifo', 'x')).rejects.toMatchObject({
    name: 'MissingParameter',
    message: 'The request must contain the parameter MessageGroupId.',
  });
  await expect(send('ordered.fifo', 'x', { MessageGroupId: 'g', DelaySeconds: 2 })).rejects.toMatchObject({
    message:
      'Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
  });
});

test('a batch answers for each entry', async () => {
  const answer = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url('small'),
      Entries: [
        { Id: 'good', MessageBody: 'x' },
        { Id: 'long', MessageBody: 'x'.repeat(1025) },
      ],
    }),
  );
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['good']);
  expect(answer.Failed).toMatchObject([
    {
      Id: 'long',
      Code: 'InvalidParameterValue',
      Message: 'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
      SenderFault: true,
    },
  ]);
  const [message] = await receive('small');
  const deleted = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: url('small'),
      Entries: [
        { Id: '1', ReceiptHandle: message?.ReceiptHandle },
        { Id: '2', ReceiptHandle: 'nonsense' },
      ],
    }),
  );
  expect(deleted.Successful).toHaveLength(1);
  expect(deleted.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid' }]);
});

// Recorded from AWS: test_sqs.py::TestSqsProvider::test_non_existent_queue, ::test_too_many_entries_in_batch_request, ::test_send_receive_max_number_of_messages
test('mistakes are refused in the words of SQS', async () => {
  await expect(send('missing', 'x')).rejects.toMatchObject({
    message: 'The specified queue does not exist.',
    Code: 'AWS.SimpleQueueService.NonExistentQueue',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(receive('standard', { MaxNumberOfMessages: 11 })).rejects.toMatchObject({
    message:
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
  });
  await expect(receive('standard', { WaitTimeSeconds: 21 })).rejects.toMatchObject({
    message:
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
  });
  const Entries = Array.from({ length: 20 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' }));
  await expect(
    sqs.send(new SendMessageBatchCommand({ QueueUrl: url('standard'), Entries })),
  ).rejects.toMatchObject({
    message: 'Maximum number of entries per request are 10. You have sent 20.',
    Code: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  });
  await expect(
    sqs.send(
      new AddPermissionCommand({
        QueueUrl: url('standard'),
        Label: 'a',
        AWSAccountIds: ['1'],
        Actions: ['*'],
      }),
    ),
  ).rejects.toMatchObject({ message: expect.stringContaining('AddPermission') });
});

test('a message whose time is over is dropped, by the clock that the queue goes by', () => {
  let now = 1_000_000;
  const queues = new Queues(`${cloud.directory}/retention.sqlite`, () => now);
  const definition = {
    name: 'q',
    arn: 'arn:aws:sqs:eu-central-1:123456789012:q',
    url: '',
    fifo: false,
    contentBasedDeduplication: false,
    delaySeconds: 0,
    visibilitySeconds: 30,
    retentionSeconds: 60,
    waitSeconds: 0,
    maximumMessageBytes: 1024,
    key: undefined,
    redrive: undefined,
    createdAt: now,
  };
  queues.register(definition);
  queues.send(definition, { body: 'x', attributes: {}, senderId: 's', delayMs: 5000 });
  expect(queues.counts(definition)).toEqual({ visible: 0, held: 0, delayed: 1 });
  now += 5000;
  expect(queues.counts(definition)).toEqual({ visible: 1, held: 0, delayed: 0 });
  now += 56_000;
  queues.expire();
  expect(queues.counts(definition)).toEqual({ visible: 0, held: 0, delayed: 0 });
  queues.close();
});

test('messages survive a restart', async () => {
  await send('kept', 'still here');
  await cloud.stop();
  await connect(cloud.directory);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'kept' }));
  expect(QueueUrl).toBe(url('kept'));
  expect(bodies(await receive('kept'))).toEqual(['still here']);
});
