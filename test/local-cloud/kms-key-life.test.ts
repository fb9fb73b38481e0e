import { createPublicKey, verify } from 'node:crypto';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { functionRole, lambdaFunction, type StackFixture, startCloud, type TestCloud } from './harness.ts';
import { kmsCaller } from './kms-caller.ts';

const tag = 'guidewright:signs-tokens-of';
const tagged = (value: string) => ({
  KeySpec: 'RSA_2048',
  KeyUsage: 'SIGN_VERIFY',
  Tags: [{ TagKey: tag, TagValue: value }],
});

const stack: StackFixture = {
  Resources: {
    Role: functionRole(
      {
        Effect: 'Allow',
        Action: 'kms:CreateKey',
        Resource: '*',
        Condition: {
          StringEquals: {
            [`aws:RequestTag/${tag}`]: 'ours',
            'kms:KeySpec': 'RSA_2048',
            'kms:KeyUsage': 'SIGN_VERIFY',
          },
          'ForAllValues:StringEquals': { 'aws:TagKeys': [tag] },
        },
      },
      {
        Effect: 'Allow',
        Action: 'kms:TagResource',
        Resource: 'arn:aws:kms:*:*:key/*',
        Condition: { StringEquals: { [`aws:RequestTag/${tag}`]: 'ours' } },
      },
      {
        Effect: 'Allow',
        Action: ['kms:GetPublicKey', 'kms:Sign', 'kms:ScheduleKeyDeletion'],
        Resource: 'arn:aws:kms:*:*:key/*',
        Condition: { StringEquals: { [`aws:ResourceTag/${tag}`]: 'ours' } },
      },
    ),
    Caller: lambdaFunction('caller', 'Role', { FunctionName: 'caller' }),
  },
};

let cloud: TestCloud;
let kms: KMSClient;
const start = async (directory?: string) => {
  cloud = await startCloud({
    parts: dataParts,
    stacks: { Keys: stack },
    functions: { caller: kmsCaller },
    ...(directory ? { directory } : {}),
  });
  kms = new KMSClient(cloud.client);
};
beforeAll(() => start());
afterAll(async () => cloud?.[Symbol.asyncDispose]());

const create = async (value = 'ours') => {
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      KeySpec: 'RSA_2048',
      KeyUsage: 'SIGN_VERIFY',
      Description: 'signs',
      Tags: [{ TagKey: tag, TagValue: value }],
    }),
  );
  return KeyMetadata?.KeyId ?? '';
};
const sign = (KeyId: string) =>
  kms.send(
    new SignCommand({
      KeyId,
      Message: Buffer.from('signed'),
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    }),
  );
const asFunction = async (action: string, input: object) => {
  const result = await cloud.invoke('caller', { action, input });
  return result.ok ? (result.payload as { status: number; __type?: string }) : result;
};

test('a key that was called for signs, and says what it is', async () => {
  const KeyId = await create();
  const { Signature = new Uint8Array() } = await sign(KeyId);
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  expect(verify('sha256', Buffer.from('signed'), key, Signature)).toBe(true);
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  expect(KeyMetadata).toMatchObject({
    KeyId,
    Arn: expect.stringMatching(/^arn:aws:kms:[\w-]+:\d{12}:key\/[\da-f-]{36}$/),
    Enabled: true,
    KeyState: 'Enabled',
    Description: 'signs',
    KeySpec: 'RSA_2048',
    KeyUsage: 'SIGN_VERIFY',
    MultiRegion: false,
  });
  const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId }));
  expect(Tags).toEqual([{ TagKey: tag, TagValue: 'ours' }]);
});

// Recorded from AWS: localstack tests/aws/services/kms/test_kms.py::TestKMS::test_schedule_and_cancel_key_deletion
test('a key that waits for its deletion does nothing more, and is not deleted sooner than a week', async () => {
  const KeyId = await create();
  const before = Date.now();
  const answer = await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  expect(answer).toMatchObject({ KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
  const waits = (answer.DeletionDate?.getTime() ?? 0) - before;
  expect(waits).toBeGreaterThan(6.9 * 24 * 3_600_000);
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  expect(KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion', Enabled: false });
  const pending = {
    name: 'KMSInvalidStateException',
    message: expect.stringContaining('is pending deletion.'),
  };
  await expect(sign(KeyId)).rejects.toMatchObject(pending);
  await expect(kms.send(new GetPublicKeyCommand({ KeyId }))).rejects.toMatchObject(pending);
  await expect(kms.send(new ScheduleKeyDeletionCommand({ KeyId }))).rejects.toMatchObject(pending);
  const other = await create();
  await expect(
    kms.send(new ScheduleKeyDeletionCommand({ KeyId: other, PendingWindowInDays: 3 })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

test('what does not fit is refused', async () => {
  await expect(
    kms.send(new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' })),
  ).rejects.toBeDefined();
  await expect(kms.send(new CreateKeyCommand({ MultiRegion: true }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(sign('00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('a role makes keys under its tag alone, and of the kind it may', async () => {
  expect(await asFunction('CreateKey', tagged('ours'))).toMatchObject({ status: 200 });
  const denied = { status: 400, __type: 'AccessDeniedException' };
  expect(await asFunction('CreateKey', tagged('theirs'))).toMatchObject(denied);
  expect(await asFunction('CreateKey', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })).toMatchObject(
    denied,
  );
  expect(await asFunction('CreateKey', { ...tagged('ours'), KeySpec: 'RSA_4096' })).toMatchObject(denied);
  const more = { ...tagged('ours'), Tags: [...tagged('ours').Tags, { TagKey: 'other', TagValue: 'x' }] };
  expect(await asFunction('CreateKey', more)).toMatchObject(denied);
});

test('a role uses keys with its tag, and none of another', async () => {
  const input = {
    Message: Buffer.from('signed').toString('base64'),
    SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  };
  const ours = await create();
  const theirs = await create('theirs');
  expect(await asFunction('Sign', { ...input, KeyId: ours })).toMatchObject({ status: 200 });
  const denied = { status: 400, __type: 'AccessDeniedException' };
  expect(await asFunction('Sign', { ...input, KeyId: theirs })).toMatchObject(denied);
  expect(await asFunction('ScheduleKeyDeletion', { KeyId: theirs })).toMatchObject(denied);
  expect(await asFunction('ScheduleKeyDeletion', { KeyId: ours })).toMatchObject({ status: 200 });
});

test('keys that were called for survive a restart, and so does their end', async () => {
  const KeyId = await create();
  const ended = await create();
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: ended }));
  const before = await kms.send(new GetPublicKeyCommand({ KeyId }));
  await cloud.stop();
  await start(cloud.directory);
  expect((await kms.send(new GetPublicKeyCommand({ KeyId }))).PublicKey).toEqual(before.PublicKey);
  await expect(sign(ended)).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
});
