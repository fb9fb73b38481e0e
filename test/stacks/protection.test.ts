import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Resource } from './product.ts';
import { ofType, only, synthesized } from './product.ts';

const resources = synthesized();
const paths = (type: string) => ofType(resources, type).map(({ path }) => path);
const at = (path: string): Resource => {
  const found = resources.find((resource) => resource.path === path && !resource.type.endsWith('Policy'));
  if (!found) throw new Error(`There is no ${path}`);
  return found;
};

test.each(paths('AWS::DynamoDB::Table'))(
  'the table %s outlives its stack, can be restored and has our key',
  (path) => {
    const { properties, deletionPolicy } = at(path);
    expect(deletionPolicy).toBe('Retain');
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: {
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: expect.stringContaining('/DataKey.Arn>'),
      },
    });
  },
);

test('what is only of passing use has a time to live', () => {
  const lives = ofType(resources, 'AWS::DynamoDB::Table').map(({ path, properties }) => [
    path,
    (properties.TimeToLiveSpecification as { AttributeName?: string } | undefined)?.AttributeName,
  ]);
  expect(Object.fromEntries(lives)).toEqual({
    'AiData/Ai/Table': 'expiresAt',
    'AuditData/Audit/Table': 'expiresAt',
    'IdentityData/Identity/Table': 'expiresAt',
    'IdentityData/OpenId/Table': 'expiresAt',
    'MeteringData/Counter/Table': 'expiresAt',
    'CaptureData/Recording/Table': 'expiresAt',
    'ComposeData/Live/Table': 'expiresAt',
    'ComposeData/Connection/Table': 'expiresAt',
    'GuidesData/Content/Table': undefined,
    'Share/Link/Table': undefined,
  });
});

test.each(paths('AWS::S3::Bucket'))(
  'the bucket %s is private, encrypted, kept, and reached by TLS only',
  (path) => {
    const { properties, deletionPolicy } = at(path);
    expect(deletionPolicy).toBe('Retain');
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(properties.BucketEncryption).toBeDefined();
    if (!path.includes('/AccessLogs/')) {
      expect(properties.LoggingConfiguration).toMatchObject({
        DestinationBucketName: expect.stringContaining('/AccessLogs/'),
      });
    }
    const policy = only(
      resources,
      'AWS::S3::BucketPolicy',
      ({ properties: { Bucket } }) => Bucket === `<${path}>`,
    );
    const { Statement } = policy.properties.PolicyDocument as { Statement: object[] };
    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  },
);

const encryption = z.object({
  ServerSideEncryptionConfiguration: z.array(
    z.object({ ServerSideEncryptionByDefault: z.object({ KMSMasterKeyID: z.optional(z.string()) }) }),
  ),
});
const lifecycle = z.object({
  Rules: z.array(z.object({ ExpirationInDays: z.optional(z.number()), Prefix: z.optional(z.string()) })),
});

test('what people recorded is encrypted by our own keys; what everybody may read is not', () => {
  const keys = ofType(resources, 'AWS::S3::Bucket').map(({ path, properties }) => {
    const { ServerSideEncryptionConfiguration: rules } = encryption.parse(properties.BucketEncryption);
    return [path, rules[0]?.ServerSideEncryptionByDefault.KMSMasterKeyID];
  });
  expect(Object.fromEntries(keys.filter(([path]) => !path?.includes('/AccessLogs/')))).toEqual({
    'AuditData/Exports/Bucket': '<AuditData/DataKey.Arn>',
    'CaptureData/Intake/Bucket': '<CaptureData/DataKey.Arn>',
    'CaptureData/Quarantine/Bucket': '<CaptureData/DataKey.Arn>',
    'GuidesData/Media/Bucket': '<GuidesData/DataKey.Arn>',
    'Edge/Published/Bucket': undefined,
    'Edge/Web/Bucket': undefined,
  });
});

test('sealed screenshots are gone after a day, poison after a month, drafts after a month', () => {
  const expiry = (path: string) => {
    const { Rules } = lifecycle.parse(at(path).properties.LifecycleConfiguration);
    return Rules.flatMap(({ ExpirationInDays, Prefix }) =>
      ExpirationInDays ? [[Prefix ?? '', ExpirationInDays]] : [],
    );
  };
  expect(expiry('CaptureData/Intake/Bucket')).toEqual([['', 1]]);
  expect(expiry('CaptureData/Quarantine/Bucket')).toEqual([['', 30]]);
  expect(expiry('GuidesData/Media/Bucket')).toEqual([
    ['drafts/', 30],
    ['exports/', 1],
  ]);
});

test('exports of the audit log are locked for seven years, by nobody to be undone', () => {
  expect(at('AuditData/Exports/Bucket').properties).toMatchObject({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2_555 } },
    },
    VersioningConfiguration: { Status: 'Enabled' },
  });
});

test('every symmetric key is renewed yearly and every key outlives its stack', () => {
  for (const { path, properties, deletionPolicy } of ofType(resources, 'AWS::KMS::Key')) {
    expect(deletionPolicy, path).toBe('Retain');
    expect(properties.EnableKeyRotation === true || properties.KeySpec === 'RSA_2048', path).toBe(true);
  }
});

test('the stream keeps batches for a week under our key', () => {
  expect(at('CaptureData/BatchStream/Stream').properties).toMatchObject({
    RetentionPeriodHours: 168,
    StreamModeDetails: { StreamMode: 'ON_DEMAND' },
    StreamEncryption: { EncryptionType: 'KMS', KeyId: '<CaptureData/DataKey.Arn>' },
  });
});

test('queues are encrypted and keep messages for two weeks', () => {
  for (const { path, properties } of ofType(resources, 'AWS::SQS::Queue')) {
    expect(properties, path).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
  }
});

test('the database is encrypted, backed up, protected, and reached by the Data API only', () => {
  const cluster = at('GuidesData/Database/Cluster');
  expect(cluster.deletionPolicy).toBe('Retain');
  expect(cluster.properties).toMatchObject({
    BackupRetentionPeriod: 14,
    DeletionProtection: true,
    EnableHttpEndpoint: true,
    EnableIAMDatabaseAuthentication: true,
    StorageEncrypted: true,
    KmsKeyId: '<GuidesData/DataKey.Arn>',
    EnableCloudwatchLogsExports: ['postgresql'],
  });
  for (const type of ['InternetGateway', 'NatGateway', 'SecurityGroupIngress', 'VPCEndpoint']) {
    expect(paths(`AWS::EC2::${type}`)).toEqual([]);
  }
  for (const group of ofType(resources, 'AWS::EC2::SecurityGroup')) {
    expect(group.properties.SecurityGroupIngress).toBeUndefined();
  }
});

test('every log group forgets after a month', () => {
  for (const { path, properties } of ofType(resources, 'AWS::Logs::LogGroup')) {
    expect(properties.RetentionInDays, path).toBe(30);
  }
});

test('the workflows’ logs hold no content', () => {
  const machines = ofType(resources, 'AWS::StepFunctions::StateMachine');
  expect(machines.length).toBeGreaterThan(1);
  for (const { properties } of machines)
    expect(properties).toMatchObject({
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
      StateMachineType: 'STANDARD',
    });
});

test('every function runs on Node 24, traced, with a log group of its own', () => {
  const functions = ofType(resources, 'AWS::Lambda::Function').filter(
    ({ stack, path }) => !path.includes(`${stack}/Custom::`),
  );
  expect(functions.length).toBeGreaterThan(30);
  const groups = functions.map(({ properties }) => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['x86_64'],
      TracingConfig: { Mode: 'Active' },
      Environment: { Variables: { LOG_LEVEL: 'INFO', POWERTOOLS_SERVICE_NAME: expect.any(String) } },
    });
    return (properties.LoggingConfig as { LogGroup: string }).LogGroup;
  });
  expect(new Set(groups).size).toBe(functions.length);
});
