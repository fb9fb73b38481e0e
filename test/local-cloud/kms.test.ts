import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  CreateGrantCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import {
  delegating,
  functionRole,
  lambdaFunction,
  type StackFixture,
  startCloud,
  type TestCloud,
} from './harness.ts';
import { kmsCaller } from './kms-caller.ts';

const keyArn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const stack: StackFixture = {
  Resources: {
    Envelope: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: delegating, EnableKeyRotation: true } },
    Other: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: delegating } },
    Alias: {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/envelope', TargetKeyId: keyArn('Envelope') },
    },
    Signing: {
      Type: 'AWS::KMS::Key',
      Properties: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY', KeyPolicy: delegating },
    },
    Role: functionRole({
      Effect: 'Allow',
      Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
      Resource: keyArn('Envelope'),
      Condition: { StringEquals: { 'kms:EncryptionContext:tenant': 'tnt_1' } },
    }),
    Caller: lambdaFunction('caller', 'Role', { FunctionName: 'caller' }),
  },
};

let cloud: TestCloud;
let kms: KMSClient;
let signing: string;
let other: string;
const envelope = 'alias/envelope';

beforeAll(async () => {
  cloud = await startCloud({ parts: dataParts, stacks: { Keys: stack }, functions: { caller: kmsCaller } });
  kms = new KMSClient(cloud.client);
  signing = cloud.references.identity('Keys/Signing').ref;
  other = cloud.references.identity('Keys/Other').ref;
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

const context = { tenant: 'tnt_1', recording: 'rec_1' };

test('a data key decrypts to the same bytes under the same encryption context', async () => {
  const made = await kms.send(
    new GenerateDataKeyCommand({ KeyId: envelope, KeySpec: 'AES_256', EncryptionContext: context }),
  );
  expect(made.Plaintext).toHaveLength(32);
  const opened = await kms.send(
    new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext: { ...context } }),
  );
  expect(Buffer.from(opened.Plaintext ?? []).equals(Buffer.from(made.Plaintext ?? []))).toBe(true);
  expect(opened.KeyId).toBe(made.KeyId);
  const without = await kms.send(
    new GenerateDataKeyWithoutPlaintextCommand({ KeyId: envelope, NumberOfBytes: 16 }),
  );
  expect(without).not.toHaveProperty('Plaintext');
});

// Recorded from AWS: localstack tests/aws/services/kms/test_kms.py::TestKMS::test_encrypt_decrypt_encryption_context
test('another context, no context or a changed ciphertext opens nothing', async () => {
  const { CiphertextBlob = new Uint8Array() } = await kms.send(
    new EncryptCommand({ KeyId: envelope, Plaintext: Buffer.from('secret'), EncryptionContext: context }),
  );
  const invalid = { name: 'InvalidCiphertextException' };
  const decrypt = (blob: Uint8Array, EncryptionContext?: Record<string, string>) =>
    kms.send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext }));
  await expect(decrypt(CiphertextBlob, { ...context, tenant: 'tnt_2' })).rejects.toMatchObject(invalid);
  await expect(decrypt(CiphertextBlob)).rejects.toMatchObject(invalid);
  const changed = Buffer.from(CiphertextBlob);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  await expect(decrypt(changed, context)).rejects.toMatchObject(invalid);
  await expect(decrypt(Buffer.from('short'), context)).rejects.toMatchObject(invalid);
});

// Recorded from AWS: test_kms.py::TestKMS::test_plaintext_size_for_encrypt, ::test_error_messaging_for_invalid_keys, ::test_get_key_does_not_exist
test('what is too long, of the wrong key or of a missing key is refused as AWS refuses it', async () => {
  await expect(
    kms.send(new EncryptCommand({ KeyId: envelope, Plaintext: Buffer.alloc(4097) })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
  });
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: envelope, Plaintext: Buffer.from('a') }),
  );
  await expect(kms.send(new DecryptCommand({ KeyId: other, CiphertextBlob }))).rejects.toMatchObject({
    name: 'IncorrectKeyException',
    message: 'The key ID in the request does not identify a CMK that can perform this operation.',
  });
  const missing = '00000000-0000-4000-8000-000000000000';
  await expect(kms.send(new DescribeKeyCommand({ KeyId: missing }))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Key 'arn:aws:kms:eu-central-1:123456789012:key/${missing}' does not exist`,
  });
});

test('a signature of a message, or of its digest, verifies with the public key', async () => {
  const Message = Buffer.from('header.payload');
  const SigningAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';
  const raw = await kms.send(new SignCommand({ KeyId: signing, Message, SigningAlgorithm }));
  const digest = await kms.send(
    new SignCommand({
      KeyId: signing,
      Message: createHash('sha256').update(Message).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm,
    }),
  );
  expect(Buffer.from(digest.Signature ?? []).equals(Buffer.from(raw.Signature ?? []))).toBe(true);
  const { PublicKey = new Uint8Array(), KeySpec } = await kms.send(
    new GetPublicKeyCommand({ KeyId: signing }),
  );
  expect(KeySpec).toBe('RSA_2048');
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  expect(verify('sha256', Message, key, Buffer.from(raw.Signature ?? []))).toBe(true);
  const valid = { KeyId: signing, Message, Signature: raw.Signature, SigningAlgorithm } as const;
  expect((await kms.send(new VerifyCommand(valid))).SignatureValid).toBe(true);
  await expect(
    kms.send(new VerifyCommand({ ...valid, Message: Buffer.from('other') })),
  ).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
});

// Recorded from AWS: test_kms.py::TestKMS::test_error_messaging_for_invalid_keys, ::test_sign_verify
test('a key is used only for what it was made for', async () => {
  const { Arn } = (await kms.send(new DescribeKeyCommand({ KeyId: signing }))).KeyMetadata ?? {};
  await expect(
    kms.send(new EncryptCommand({ KeyId: signing, Plaintext: Buffer.from('a') })),
  ).rejects.toMatchObject({
    name: 'InvalidKeyUsageException',
    message: `${Arn} key usage is SIGN_VERIFY which is not valid for Encrypt.`,
  });
  await expect(
    kms.send(
      new SignCommand({
        KeyId: signing,
        Message: Buffer.from('not a digest'),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
      }),
    ),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Digest is invalid length for algorithm RSASSA_PKCS1_V1_5_SHA_256.',
  });
  await expect(
    kms.send(new CreateGrantCommand({ KeyId: envelope, GranteePrincipal: 'x', Operations: ['Decrypt'] })),
  ).rejects.toMatchObject({ name: 'UnknownOperationException' });
});

test("a role's grant counts through the key's policy, and only for the encryption context it names", async () => {
  const KeyId = cloud.references.identity('Keys/Envelope').ref;
  const generate = async (input: object) => {
    const result = await cloud.invoke('caller', { action: 'GenerateDataKey', input });
    return result.ok ? (result.payload as { status: number; __type?: string }) : result;
  };
  const allowed = await generate({ KeyId, KeySpec: 'AES_256', EncryptionContext: context });
  expect(allowed).toMatchObject({ status: 200 });
  const denied = { status: 400, __type: 'AccessDeniedException' };
  expect(await generate({ KeyId, KeySpec: 'AES_256', EncryptionContext: { tenant: 'tnt_2' } })).toMatchObject(
    denied,
  );
  expect(await generate({ KeyId, KeySpec: 'AES_256' })).toMatchObject(denied);
  expect(await generate({ KeyId: other, KeySpec: 'AES_256', EncryptionContext: context })).toMatchObject(
    denied,
  );
});

test('keys survive a restart', async () => {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: envelope, Plaintext: Buffer.from('kept') }),
  );
  const before = await kms.send(new GetPublicKeyCommand({ KeyId: signing }));
  await cloud.stop();
  cloud = await startCloud({
    parts: dataParts,
    stacks: { Keys: stack },
    functions: { caller: kmsCaller },
    directory: cloud.directory,
  });
  kms = new KMSClient(cloud.client);
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }));
  expect(Buffer.from(Plaintext ?? []).toString()).toBe('kept');
  const after = await kms.send(new GetPublicKeyCommand({ KeyId: signing }));
  expect(after.PublicKey).toEqual(before.PublicKey);
});
