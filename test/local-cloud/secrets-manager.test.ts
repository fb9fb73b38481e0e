import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { generateSecretString } from '../../local/data/secrets-manager/generate.ts';
import { type StackFixture, startCloud, type TestCloud } from './harness.ts';

const stack: StackFixture = {
  Resources: {
    Login: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        Name: 'login',
        GenerateSecretString: {
          SecretStringTemplate: '{"username":"guidewright"}',
          GenerateStringKey: 'password',
          PasswordLength: 30,
          ExcludeCharacters: '"@/\\',
        },
      },
    },
    Signing: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } },
  },
};

let cloud: TestCloud;
let secrets: SecretsManagerClient;
let signing: string;

async function connect(directory?: string): Promise<void> {
  cloud = await startCloud({
    parts: dataParts,
    stacks: { Data: stack },
    ...(directory ? { directory } : {}),
  });
  secrets = new SecretsManagerClient(cloud.client);
  signing = cloud.references.identity('Data/Signing').ref;
}

beforeAll(() => connect());
afterAll(async () => cloud?.[Symbol.asyncDispose]());

const read = (SecretId: string, more: object = {}) =>
  secrets.send(new GetSecretValueCommand({ SecretId, ...more }));

test('a generated secret has the template, the length and none of the excluded characters', async () => {
  const { SecretString = '', ARN } = await read('login');
  const { username, password } = JSON.parse(SecretString);
  expect(username).toBe('guidewright');
  expect(password).toHaveLength(30);
  expect(password).not.toMatch(/["@/\\]/);
  expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-central-1:123456789012:secret:login-[0-9a-f]{6}$/);
  expect((await read(ARN?.slice(0, -7) ?? '')).SecretString).toBe(SecretString);
});

// Recorded from AWS: localstack tests/aws/services/secretsmanager/test_secretsmanager.py::TestSecretsManager::test_put_secret_value_with_version_stages
test('a new value becomes the current one and the last one stays readable as the previous', async () => {
  const before = await read(signing);
  const put = await secrets.send(new PutSecretValueCommand({ SecretId: signing, SecretString: 'second' }));
  expect(put.VersionStages).toEqual(['AWSCURRENT']);
  expect(await read(signing)).toMatchObject({ SecretString: 'second', VersionId: put.VersionId });
  expect(await read(signing, { VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: before.SecretString,
    VersionId: before.VersionId,
    VersionStages: ['AWSPREVIOUS'],
  });
  const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId: signing }));
  expect(VersionIdsToStages).toEqual({
    [put.VersionId ?? '']: ['AWSCURRENT'],
    [before.VersionId ?? '']: ['AWSPREVIOUS'],
  });
});

test('a token is idempotent for one value and refused for another', async () => {
  const ClientRequestToken = '11111111-2222-4333-8444-555555555555';
  const put = (SecretString: string) =>
    secrets.send(new PutSecretValueCommand({ SecretId: signing, SecretString, ClientRequestToken }));
  const first = await put('same');
  expect((await put('same')).VersionId).toBe(first.VersionId);
  await expect(put('different')).rejects.toMatchObject({ name: 'ResourceExistsException' });
});

test('a binary value comes back as bytes', async () => {
  const bytes = Buffer.from([0, 255, 1]);
  await secrets.send(new PutSecretValueCommand({ SecretId: signing, SecretBinary: bytes }));
  const { SecretBinary, SecretString } = await read(signing);
  expect(Buffer.from(SecretBinary ?? [])).toEqual(bytes);
  expect(SecretString).toBeUndefined();
});

// Recorded from AWS: test_secretsmanager.py::TestSecretsManager::test_secret_not_found, ::test_get_secret_value_errors
test('what does not exist is refused in the words of Secrets Manager', async () => {
  await expect(read('missing')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
  await expect(read('login', { VersionStage: 'AWSPREVIOUS' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
  });
  const current = await read(signing);
  await expect(
    read(signing, { VersionId: current.VersionId, VersionStage: 'AWSPREVIOUS' }),
  ).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: 'You provided a VersionStage that is not associated to the provided VersionId.',
  });
  await expect(secrets.send(new RotateSecretCommand({ SecretId: 'login' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});

test('a restart keeps generated values', async () => {
  const before = await read('login');
  await cloud.stop();
  await connect(cloud.directory);
  expect(await read('login')).toMatchObject({
    SecretString: before.SecretString,
    VersionId: before.VersionId,
  });
});

test('every generated password obeys its options', () => {
  const options = fc.record({
    PasswordLength: fc.integer({ min: 4, max: 64 }),
    ExcludePunctuation: fc.boolean(),
    ExcludeUppercase: fc.boolean(),
    ExcludeNumbers: fc.boolean(),
    IncludeSpace: fc.boolean(),
  });
  fc.assert(
    fc.property(options, (given) => {
      const password = generateSecretString({ ...given, RequireEachIncludedType: true });
      expect(password).toHaveLength(given.PasswordLength);
      expect(/[A-Z]/.test(password)).toBe(!given.ExcludeUppercase);
      expect(/[0-9]/.test(password)).toBe(!given.ExcludeNumbers);
      expect(/[a-z]/.test(password)).toBe(true);
      expect(/[^A-Za-z0-9 ]/.test(password)).toBe(!given.ExcludePunctuation);
      if (!given.IncludeSpace) expect(password).not.toContain(' ');
    }),
  );
});
