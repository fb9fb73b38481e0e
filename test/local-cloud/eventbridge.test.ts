import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import { att, eventually, handler, ref, serviceRole } from './edge-fixtures.ts';
import type { Declaration, TestCloud } from './harness.ts';
import { functionRole, lambdaFunction, startCloud } from './harness.ts';

let cloud: TestCloud;
let events: EventBridgeClient;
let queues: SQSClient;

const bridge = 'events.amazonaws.com';

function rule(pattern: object | undefined, target: object, rest: object = {}): Declaration {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: ref('Bus'),
      ...(pattern && { EventPattern: pattern }),
      Targets: [{ Id: 'T', ...target }],
      ...rest,
    },
  };
}

function open(...queueIds: string[]): Record<string, Declaration> {
  return {
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: queueIds.map(ref),
        PolicyDocument: {
          Statement: queueIds.map((id) => ({
            Effect: 'Allow',
            Principal: { Service: bridge },
            Action: 'sqs:SendMessage',
            Resource: att(id, 'Arn'),
          })),
        },
      },
    },
  };
}

beforeAll(async () => {
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), ...edgeParts(context)],
    // So that what the function was told is there when it is asked.
    workersPerFunction: 1,
    functions: {
      Hear: handler('globalThis.heard = [...(globalThis.heard ?? []), event]; return globalThis.heard;'),
    },
    stacks: {
      Events: {
        Resources: {
          Role: functionRole(),
          Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'guides-bus' } },
          Archive: {
            Type: 'AWS::Events::Archive',
            Properties: { SourceArn: att('Bus', 'Arn'), RetentionDays: 7 },
          },
          Whole: { Type: 'AWS::SQS::Queue' },
          Shaped: { Type: 'AWS::SQS::Queue' },
          Part: { Type: 'AWS::SQS::Queue' },
          Dead: { Type: 'AWS::SQS::Queue' },
          Closed: { Type: 'AWS::SQS::Queue' },
          Off: { Type: 'AWS::SQS::Queue' },
          Timed: { Type: 'AWS::SQS::Queue' },
          ...open('Whole', 'Shaped', 'Part', 'Dead', 'Off', 'Timed'),
          Hear: lambdaFunction('Hear', 'Role', { FunctionName: 'Hear' }),
          HearPermission: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunction',
              FunctionName: ref('Hear'),
              Principal: bridge,
              SourceArn: att('ToFunction', 'Arn'),
            },
          },
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              StateMachineName: 'started',
              RoleArn: att('StartRole', 'Arn'),
              DefinitionString: '{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}',
            },
          },
          StartRole: serviceRole(bridge, {
            Effect: 'Allow',
            Action: 'states:StartExecution',
            Resource: att('Machine', 'Arn'),
          }),
          ToQueue: rule(
            { source: ['guides'], detail: { status: [{ prefix: 'pub' }] } },
            { Arn: att('Whole', 'Arn') },
          ),
          ToShaped: rule(
            { source: ['guides'] },
            {
              Arn: att('Shaped', 'Arn'),
              InputTransformer: {
                InputPathsMap: { id: '$.detail.id', steps: '$.detail.steps', none: '$.detail.none' },
                InputTemplate:
                  '{"text":"guide <id> has <steps> steps<none>","id":<id>,"steps":<steps>,"rule":"<aws.events.rule-name>"}',
              },
            },
            { Name: 'shaping' },
          ),
          ToPart: rule({ source: ['guides'] }, { Arn: att('Part', 'Arn'), InputPath: '$.detail' }),
          ToFunction: rule({ 'detail-type': ['Heard'] }, { Arn: att('Hear', 'Arn') }),
          ToMachine: rule(
            { 'detail-type': ['Start'] },
            { Arn: att('Machine', 'Arn'), RoleArn: att('StartRole', 'Arn'), InputPath: '$.detail' },
          ),
          ToClosed: rule(
            { 'detail-type': ['Lost'] },
            { Arn: att('Closed', 'Arn'), DeadLetterConfig: { Arn: att('Dead', 'Arn') } },
          ),
          ToOff: rule({ source: ['guides'] }, { Arn: att('Off', 'Arn') }, { State: 'DISABLED' }),
        },
        Outputs: Object.fromEntries(
          ['Whole', 'Shaped', 'Part', 'Dead', 'Off'].map((name) => [name, { Value: ref(name) }]),
        ),
      },
    },
  });
  events = new EventBridgeClient(cloud.client);
  queues = new SQSClient(cloud.client);
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

const entry = (rest: object = {}) => ({
  EventBusName: 'guides-bus',
  Source: 'guides',
  DetailType: 'Changed',
  Detail: JSON.stringify({ id: 'gde_1', status: 'published', steps: 3 }),
  ...rest,
});

const put = (...Entries: object[]) => events.send(new PutEventsCommand({ Entries }));

async function received(name: string, wait = 5) {
  const QueueUrl = cloud.localAddress(cloud.references.outputs().find(([, key]) => key === name)?.[2] ?? '');
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds: wait,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
}

test('an event reaches the targets of the rules that match, whole or shaped', async () => {
  const { Entries, FailedEntryCount } = await put(
    entry({ Resources: ['arn:x'], Time: new Date('2026-01-02T03:04:05Z') }),
  );
  expect(FailedEntryCount).toBe(0);
  const [whole] = await received('Whole');
  expect(JSON.parse(whole?.Body ?? '')).toEqual({
    version: '0',
    id: Entries?.[0]?.EventId,
    'detail-type': 'Changed',
    source: 'guides',
    account: cloud.account,
    time: '2026-01-02T03:04:05Z',
    region: cloud.region,
    resources: ['arn:x'],
    detail: { id: 'gde_1', status: 'published', steps: 3 },
  });
  const [shaped] = await received('Shaped');
  expect(JSON.parse(shaped?.Body ?? '')).toEqual({
    text: 'guide gde_1 has 3 steps',
    id: 'gde_1',
    steps: 3,
    rule: 'shaping',
  });
  const [part] = await received('Part');
  expect(JSON.parse(part?.Body ?? '')).toEqual({ id: 'gde_1', status: 'published', steps: 3 });
  expect(await received('Off', 0)).toEqual([]);
});

test('an event of another bus or another shape reaches nobody', async () => {
  await put(entry({ EventBusName: 'default' }), entry({ Source: 'others' }));
  expect(await received('Whole', 0)).toEqual([]);
});

test('a function is invoked later, by a rule that its resource policy lets in', async () => {
  await put(entry({ Source: 'elsewhere', DetailType: 'Heard' }));
  const heard = await eventually(async () => {
    const result = await cloud.invoke('Hear', 'probe');
    const all = result.ok ? (result.payload as { 'detail-type'?: string }[]) : [];
    return all.find((one) => one['detail-type'] === 'Heard');
  });
  expect(heard).toMatchObject({ source: 'elsewhere' });
});

test('a state machine is started with the input', async () => {
  await put(entry({ Source: 'elsewhere', DetailType: 'Start' }));
  const states = new SFNClient(cloud.client);
  const stateMachineArn = `arn:aws:states:${cloud.region}:${cloud.account}:stateMachine:started`;
  const arn = await eventually(async () => {
    const { executions } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions?.[0]?.executionArn;
  });
  const { input } = await states.send(new DescribeExecutionCommand({ executionArn: arn }));
  expect(JSON.parse(input ?? '')).toMatchObject({ id: 'gde_1' });
});

test('what a queue does not let in goes to the dead-letter queue with the reason', async () => {
  await put(entry({ Source: 'elsewhere', DetailType: 'Lost' }));
  const [dead] = await received('Dead');
  expect(JSON.parse(dead?.Body ?? '')).toMatchObject({ 'detail-type': 'Lost' });
  expect(dead?.MessageAttributes?.ERROR_CODE?.StringValue).toMatch(/AccessDenied/);
  expect(dead?.MessageAttributes?.RULE_ARN?.StringValue).toContain(':rule/guides-bus/');
});

// Codes and messages as recorded against AWS in localstack's `test_events.snapshot.json`:
// test_put_events_without_source, test_put_event_without_detail_type, …_detail, …_malformed_detail.
test('faulty entries are refused one by one, in their order', async () => {
  const { Entries, FailedEntryCount } = await put(
    entry({ Source: undefined }),
    entry({ DetailType: undefined }),
    entry(),
    entry({ Detail: undefined }),
    entry({ Detail: '{"not": ' }),
  );
  const required = (name: string) => ({
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  });
  expect(FailedEntryCount).toBe(4);
  expect(Entries).toEqual([
    required('Source'),
    required('DetailType'),
    { EventId: expect.any(String) },
    required('Detail'),
    { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
  ]);
});

test('a request may carry ten entries and 1 MB', async () => {
  await expect(put(...Array.from({ length: 11 }, () => entry()))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  const detail = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
  await expect(put(entry({ Detail: detail }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Total size of the entries in the request is over the limit.',
  });
});

// As recorded against AWS in localstack's `test_put_events_nonexistent_event_bus`.
test('an event for a bus that does not exist is taken and dropped', async () => {
  const { FailedEntryCount, Entries } = await put(entry({ EventBusName: 'nowhere' }));
  expect(FailedEntryCount).toBe(0);
  expect(Entries?.[0]?.EventId).toBeDefined();
});
