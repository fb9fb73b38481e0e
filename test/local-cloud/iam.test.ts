import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, type Question } from '../../local/iam/evaluate.ts';
import { awsManagedPolicy } from '../../local/iam/managed-policies.ts';
import { matchesArn, matchesPattern } from '../../local/iam/pattern.ts';
import { parsePolicy } from '../../local/iam/policy-document.ts';
import { createRoles } from '../../local/iam/roles.ts';
import type { Principal } from '../../local/service.ts';

const account = '123456789012';
const roleArn = `arn:aws:iam::${account}:role/composer`;
const role: Principal = {
  arn: `arn:aws:sts::${account}:assumed-role/composer/compose`,
  admin: false,
  role: 'composer',
};
const table = `arn:aws:dynamodb:eu-central-1:${account}:table/guides`;
const key = `arn:aws:kms:eu-central-1:${account}:key/k`;

interface Ask {
  readonly principal?: Principal;
  readonly action?: string;
  readonly resource?: string;
  readonly identity?: unknown[];
  readonly resourcePolicy?: unknown[];
  readonly context?: Record<string, string[]>;
}

function ask({
  principal = role,
  action = 'dynamodb:GetItem',
  resource = table,
  identity = [],
  resourcePolicy,
  context = {},
}: Ask) {
  const question: Question = {
    principal,
    roleArn,
    account,
    permission: { action, resource },
    identityPolicies: parsePolicy({ Statement: identity }, 'identity'),
    ...(resourcePolicy && { resourcePolicy: parsePolicy({ Statement: resourcePolicy }, 'resource') }),
    context: new Map(Object.entries(context).map(([name, values]) => [name.toLowerCase(), values])),
  };
  const decision = evaluate(question);
  return decision.allowed ? 'allowed' : decision.reason.replace(/^.* on resource: \S+ /, '');
}

const allow = (statement: object = {}) => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...statement,
});

const notGranted = 'because no identity-based policy allows the dynamodb:GetItem action';

test('nothing is allowed that no policy grants', () => {
  expect(ask({})).toBe(notGranted);
  expect(ask({ identity: [allow()] })).toBe('allowed');
  expect(ask({ identity: [allow()], action: 'dynamodb:PutItem' })).toContain('dynamodb:PutItem');
  expect(ask({ identity: [allow()], resource: `${table}/index/byTenant` })).toBe(notGranted);
});

test('actions match whatever their case, resources do not', () => {
  expect(ask({ identity: [allow({ Action: 'DynamoDB:get*' })] })).toBe('allowed');
  expect(ask({ identity: [allow({ Resource: table.replace('guides', 'GUIDES') })] })).toBe(notGranted);
});

test('a deny beats every allow', () => {
  const deny = allow({ Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' });
  expect(ask({ identity: [allow(), deny] })).toBe('with an explicit deny in an identity-based policy');
});

test('NotAction and NotResource grant the rest', () => {
  const but = { Effect: 'Allow', NotAction: 'dynamodb:DeleteItem', Resource: '*' };
  expect(ask({ identity: [but] })).toBe('allowed');
  expect(ask({ identity: [but], action: 'dynamodb:DeleteItem' })).not.toBe('allowed');
  expect(ask({ identity: [{ Effect: 'Allow', Action: '*', NotResource: table }] })).toBe(notGranted);
});

test('a resource policy lets in a named role that has no policy of its own', () => {
  const policy = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: { AWS: roleArn } }];
  const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourcePolicy: policy };
  expect(ask(get)).toBe('allowed');
  expect(ask({ ...get, action: 's3:PutObject' })).not.toBe('allowed');
});

test('a resource policy that names the account only leaves it to IAM', () => {
  const policy = [
    { Effect: 'Allow', Action: 's3:*', Resource: '*', Principal: { AWS: `arn:aws:iam::${account}:root` } },
  ];
  const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourcePolicy: policy };
  expect(ask(get)).not.toBe('allowed');
  expect(ask({ ...get, identity: [allow({ Action: 's3:GetObject', Resource: '*' })] })).toBe('allowed');
});

test('a bucket policy that denies plain HTTP does not deny what arrived safely', () => {
  const policy = [
    {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
  const get = {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    resourcePolicy: policy,
    identity: [allow({ Action: 's3:GetObject', Resource: '*' })],
  };
  expect(ask({ ...get, context: { 'aws:SecureTransport': ['true'] } })).toBe('allowed');
  expect(ask({ ...get, context: { 'aws:SecureTransport': ['false'] } })).toBe(
    'with an explicit deny in a resource-based policy',
  );
});

test('a service principal lives by resource policies alone, for the source that they name', () => {
  const distribution = `arn:aws:cloudfront::${account}:distribution/D`;
  const policy = [
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::b/*',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': distribution } },
    },
  ];
  const principal = { arn: 'cloudfront.amazonaws.com', admin: false, service: 'cloudfront.amazonaws.com' };
  const get = { principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourcePolicy: policy };
  expect(ask({ ...get, context: { 'aws:SourceArn': [distribution] } })).toBe('allowed');
  expect(ask({ ...get, context: { 'aws:SourceArn': ['arn:other'] } })).toContain('no resource-based policy');
  expect(ask(get)).toContain('no resource-based policy');
});

test('IAM counts for a key only when the key policy delegates to the account', () => {
  const identity = [allow({ Action: 'kms:Decrypt', Resource: key })];
  const decrypt = { action: 'kms:Decrypt', resource: key, identity };
  const delegating = {
    Effect: 'Allow',
    Action: 'kms:*',
    Resource: '*',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
  };
  expect(ask({ ...decrypt, resourcePolicy: [delegating] })).toBe('allowed');
  expect(ask({ ...decrypt, identity: [], resourcePolicy: [delegating] })).toContain(
    'no identity-based policy',
  );
  const other = { ...delegating, Principal: { AWS: 'arn:aws:iam::123456789012:role/other' } };
  expect(ask({ ...decrypt, resourcePolicy: [other] })).toBe(
    'because no resource-based policy allows the kms:Decrypt action',
  );
});

test.each<[object, Record<string, string[]>, boolean]>([
  [
    { StringEquals: { 'kms:EncryptionContext:tenant': 'a' } },
    { 'kms:EncryptionContext:tenant': ['a'] },
    true,
  ],
  [
    { StringEquals: { 'kms:EncryptionContext:tenant': 'a' } },
    { 'kms:EncryptionContext:tenant': ['b'] },
    false,
  ],
  [{ StringEquals: { 'kms:EncryptionContext:tenant': 'a' } }, {}, false],
  [{ StringEqualsIfExists: { 'kms:EncryptionContext:tenant': 'a' } }, {}, true],
  [{ StringNotEquals: { 's3:prefix': 'a' } }, {}, true],
  [{ StringLike: { 's3:prefix': ['x*', 'tenant/?'] } }, { 's3:prefix': ['tenant/1'] }, true],
  [{ StringNotLike: { 's3:prefix': 'tenant/*' } }, { 's3:prefix': ['tenant/1'] }, false],
  [{ Null: { 's3:prefix': 'true' } }, {}, true],
  [{ Null: { 's3:prefix': 'true' } }, { 's3:prefix': ['x'] }, false],
  [
    { ArnLike: { 'aws:SourceArn': 'arn:aws:execute-api:*:*:api/*/POST/x' } },
    { 'aws:SourceArn': ['arn:aws:execute-api:eu:1:api/prod/POST/x'] },
    true,
  ],
  [{ ArnLike: { 'aws:SourceArn': 'arn:aws:*' } }, { 'aws:SourceArn': ['arn:aws:s3:::b'] }, false],
  [
    { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a', 'b'] } },
    { 'dynamodb:LeadingKeys': ['a', 'b'] },
    true,
  ],
  [
    { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } },
    { 'dynamodb:LeadingKeys': ['a', 'b'] },
    false,
  ],
  [{ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } }, {}, true],
  [
    { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } },
    { 'dynamodb:LeadingKeys': ['a', 'b'] },
    true,
  ],
  [{ 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } }, {}, false],
  [{ NumericLessThanEquals: { 'aws:EpochTime': '10' } }, { 'aws:EpochTime': ['10'] }, true],
  [
    { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { 'aws:CurrentTime': ['2025-01-01T00:00:00Z'] },
    false,
  ],
  [{ IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, { 'aws:SourceIp': ['127.0.0.1'] }, true],
  [{ NotIpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, { 'aws:SourceIp': ['127.0.0.1'] }, false],
])('the condition %j with %j holds: %s', (Condition, context, holds) => {
  expect(ask({ identity: [allow({ Condition })], context }) === 'allowed').toBe(holds);
});

test('what is not understood is refused when the policy is read, by its name', () => {
  const read = (statement: object) => () => parsePolicy({ Statement: allow(statement) }, 'Role');
  expect(read({ Condition: { StringSounds: { 's3:prefix': 'a' } } })).toThrow(
    'condition operator StringSounds',
  );
  expect(read({ Condition: { StringEquals: { 'aws:Moon': 'full' } } })).toThrow('condition key aws:Moon');
  expect(read({ Resource: `arn:aws:s3:::b/$${'{aws:username}'}` })).toThrow('policy variable');
  expect(read({ Effect: 'Maybe' })).toThrow('effect Maybe');
  expect(() => awsManagedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')).toThrow(
    'the AWS-managed policy arn:aws:iam::aws:policy/AdministratorAccess',
  );
});

test('a role has what is inline, attached and managed', async () => {
  const { providers, statements, trusts } = createRoles({ account });
  const create = (type: string, logicalId: string, properties: Record<string, unknown>) => {
    const provider = providers.find(({ types }) => types.includes(type));
    const resource = { id: `S/${logicalId}`, stack: 'S', logicalId, type, properties };
    return provider?.create(resource).then(() => provider.identify(resource).ref);
  };
  const policyFor = (Action: string) => ({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  const managed = await create('AWS::IAM::ManagedPolicy', 'M', {
    PolicyDocument: policyFor('sqs:SendMessage'),
  });
  const name = await create('AWS::IAM::Role', 'R', {
    RoleName: 'r',
    AssumeRolePolicyDocument: {
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'lambda.amazonaws.com' },
      },
    },
    ManagedPolicyArns: [managed, 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'],
    Policies: [{ PolicyName: 'inline', PolicyDocument: policyFor('kms:Decrypt') }],
  });
  await create('AWS::IAM::Policy', 'P', { PolicyDocument: policyFor('s3:GetObject'), Roles: ['r'] });
  const actions = statements(name ?? '').flatMap((statement) => statement.actions);
  expect(actions).toEqual(
    expect.arrayContaining(['kms:Decrypt', 's3:GetObject', 'sqs:SendMessage', 'xray:PutTraceSegments']),
  );
  expect(trusts('r', 'lambda.amazonaws.com')).toBe(true);
  expect(trusts('r', 'states.amazonaws.com')).toBe(false);
});

test('a pattern without wildcards matches itself only', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, value) => {
      fc.pre(!/[*?]/.test(pattern));
      return matchesPattern(pattern, value) === (pattern === value);
    }),
  );
});

test('a star stands for anything, in an ARN within its part', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
      fc.pre(!/[*?]/.test(before + after));
      return matchesPattern(`${before}*${after}`, before + middle + after);
    }),
  );
  expect(matchesArn('arn:aws:sqs:*:1:q', 'arn:aws:sqs:eu:1:q')).toBe(true);
  expect(matchesArn('arn:aws:sqs:*:q', 'arn:aws:sqs:eu:1:q')).toBe(false);
});
