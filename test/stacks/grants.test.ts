import { describe, expect, test } from 'vitest';
import { identityTable } from './grants/words.ts';
import { actionsWithoutResource, expectedGrants } from './grants.ts';
import type { Resource, Value } from './product.ts';
import { ofType, synthesized } from './product.ts';

const resources = synthesized();
const policies = ofType(resources, 'AWS::IAM::Policy');

interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Record<string, Record<string, Value>>;
}

const list = (value: Value): string[] => [value ?? []].flat().map(String);

function statementsOf(policy: Resource): Statement[] {
  const document = policy.properties.PolicyDocument as { Statement: { [name: string]: Value }[] };
  return document.Statement.map((statement) => {
    expect(statement.Effect).toBe('Allow');
    return {
      actions: list(statement.Action).sort(),
      resources: list(statement.Resource),
      condition: (statement.Condition ?? {}) as Statement['condition'],
    };
  });
}

/** Statements by the role that they are attached to. */
function statementsOfRole(path: string): Statement[] {
  return policies
    .filter((policy) => list(policy.properties.Roles).includes(`<${path}>`))
    .flatMap(statementsOf);
}

/** What every function has: its own log streams and trace segments. */
const ownLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const traces = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

/** The CDK joins what is allowed on every resource into one statement. */
function withoutTraces(statement: Statement): Statement {
  const { actions, resources: on } = statement;
  if (on.join() !== '*') return statement;
  return { ...statement, actions: actions.filter((action) => !traces.includes(action)) };
}

const viaService = ({ condition }: Statement) => String(condition.StringEquals?.['kms:ViaService'] ?? '');

/** Where a condition narrows a table to partitions and attributes: ` of PARTITION#*, only attribute`. */
function partitionsOf({ condition }: Statement): string {
  const keys = condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  const attributes = condition['ForAllValues:StringEquals']?.['dynamodb:Attributes'];
  return [
    keys === undefined ? '' : ` of ${list(keys).sort().join(', ')}`,
    attributes === undefined ? '' : `, only ${list(attributes).sort().join(', ')}`,
  ].join('');
}

/** `action, action on resource, resource` for all that is particular to a function. */
function particular(statements: readonly Statement[]): string[] {
  return statements
    .filter((statement) => !viaService(statement))
    .map(withoutTraces)
    .filter(({ actions }) => actions.length > 0 && ownLogs.join() !== actions.join())
    .map(
      (statement) =>
        `${statement.actions.join(', ')} on ${[...statement.resources].sort().join(', ')}${partitionsOf(statement)}`,
    )
    .sort();
}

const functions = ofType(resources, 'AWS::Lambda::Function').filter(
  ({ properties }) => properties.Runtime === 'nodejs24.x',
);
const nameOf = ({ properties }: Resource) =>
  String(properties.Description).replace(/^functions\/(.*)\.ts$/, '$1');
const roleOf = ({ properties }: Resource) => String(properties.Role).replace(/^<(.*)\.Arn>$/, '$1');

test('the grants of every function are listed', () => {
  expect(functions.map(nameOf).sort()).toEqual(Object.keys(expectedGrants).sort());
});

test('no two functions share a role, and nothing else uses theirs', () => {
  const roles = functions.map(roleOf);
  expect(new Set(roles).size).toBe(functions.length);
});

describe.each(functions.map((resource) => [nameOf(resource), resource] as const))('%s', (name, resource) => {
  const statements = statementsOfRole(roleOf(resource));

  test('may touch what is listed, and nothing else', () => {
    expect(particular(statements)).toEqual([...(expectedGrants[name] ?? [])].sort());
  });

  test('logs to its own log group only', () => {
    const logs = statements.filter(({ actions }) => actions.some((action) => action.startsWith('logs:')));
    const group = (resource.properties.LoggingConfig as { LogGroup: string }).LogGroup;
    expect(logs.map((statement) => statement.resources)).toEqual([[group.replace('>', '.Arn>')]]);
  });
});

test('storage keys are used through the storage only', () => {
  const uses = policies
    .flatMap(statementsOf)
    .filter(({ resources: keys }) => keys.some((key) => key.includes('DataKey')));
  expect(uses.length).toBeGreaterThan(30);
  for (const use of uses)
    expect(viaService(use)).toMatch(/^(dynamodb|s3|kinesis)\.us-east-1\.amazonaws\.com$/);
});

test('the envelope key is used only in the name of a tenant and a recording', () => {
  const uses = policies
    .flatMap(statementsOf)
    .filter(({ resources: keys }) => keys.some((key) => key.includes('EnvelopeKey')));
  expect(uses).toHaveLength(5);
  for (const { condition } of uses) {
    expect(condition).toEqual({
      Null: { 'kms:EncryptionContext:tenant': 'false', 'kms:EncryptionContext:recording': 'false' },
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'recording'] },
    });
  }
});

test('keys that sign tokens are made, used and given up by their tag alone', () => {
  const tag = 'guidewright:signs-tokens-of';
  const uses = policies
    .flatMap(statementsOf)
    .filter(({ resources: [first] }) => first === 'arn:aws:kms:us-east-1:111111111111:key/*' || first === '*')
    .filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
  const tags = uses.map(({ actions, condition }) => {
    const asked = condition.StringEquals ?? {};
    return [actions.join(', '), asked[`aws:ResourceTag/${tag}`] ?? asked[`aws:RequestTag/${tag}`]];
  });
  const made = [
    ['kms:CreateKey', 'Somewhere-Identity'],
    ['kms:TagResource', 'Somewhere-Identity'],
    ['kms:GetPublicKey, kms:ScheduleKeyDeletion', 'Somewhere-Identity'],
  ];
  expect(tags.sort()).toEqual([...made, ...made, ['kms:Sign', 'Somewhere-Identity']].sort());
});

test('the Identity table is open by partition, but to what empties its outboxes', () => {
  const byPartition = ({ condition }: Statement) =>
    condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] !== undefined &&
    // All of none would be as named.
    condition.Null?.['dynamodb:LeadingKeys'] === 'false';
  const open = policies.filter((policy) =>
    statementsOf(policy)
      .filter(({ resources: tables }) => tables.some((table) => table.startsWith(identityTable)))
      .some((statement) => !byPartition(statement)),
  );
  expect(open.map(({ path }) => path)).toEqual(['Audit/AppendEvents/Role']);
});

test('only what appends to the audit log may sign its rows', () => {
  const signing = functions.filter((resource) =>
    statementsOfRole(roleOf(resource)).some(
      ({ actions, resources: keys }) =>
        actions.includes('kms:Sign') && keys.includes('<AuditData/SigningKey.Arn>'),
    ),
  );
  expect(signing.map(nameOf)).toEqual(['audit/append-events']);
});

test('no policy names an action by wildcard, but for the CDK’s own copier of the web application', () => {
  const wild = policies.filter((policy) =>
    statementsOf(policy).some(({ actions }) => actions.some((action) => action.includes('*'))),
  );
  expect(wild.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^Edge\/Custom::CDKBucketDeployment[0-9A-F]+\/ServiceRole$/),
  ]);
});

test('only actions that know no resource are allowed on every resource', () => {
  const onAll = policies
    .flatMap(statementsOf)
    .filter((statement) => statement.resources.includes('*'))
    .flatMap(({ actions }) => actions);
  expect([...new Set(onAll)].sort()).toEqual(actionsWithoutResource);
});

test('API Gateway may put batches on the stream and the queue and do nothing else', () => {
  expect(particular(statementsOfRole('Capture/SendBatch/Role'))).toEqual([
    'kinesis:PutRecord on <CaptureData/BatchStream/Stream.Arn>',
  ]);
  expect(particular(statementsOfRole('Capture/SendBatchFallback/Role'))).toEqual([
    'sqs:SendMessage on <CaptureData/BatchQueue/Queue.Arn>',
  ]);
});

test('the workflow may run its own seven functions and announce', () => {
  const own = particular(statementsOfRole('Guides/PublishGuide/Role'));
  expect(own).toContain('events:PutEvents on <Api/Bus.Arn>');
  expect(own.filter((grant) => grant.startsWith('lambda:'))).toEqual([
    'lambda:InvokeFunction on <Ai/TitleSteps/Function.Arn>, <Compose/AssembleGuide/Function.Arn>, <Compose/AwaitDrain/Function.Arn>, <Guides/SaveVersion/Function.Arn>, <Media/DeleteOriginals/Function.Arn>, <Media/ProcessScreenshot/Function.Arn>, <Share/PublishGuide/Function.Arn>',
  ]);
});
