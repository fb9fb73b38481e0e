import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Resource, Value } from './product.ts';
import { ofType, synthesized } from './product.ts';

const resources = synthesized();
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');

const dimensions = z._default(z.array(z.object({ Name: z.string(), Value: z.unknown() })), []);

/** Metrics that are watched for the resource, by the dimension that names it. */
function watched(dimension: string, value: string): string[] {
  return alarms
    .filter(({ properties }) =>
      dimensions
        .parse(properties.Dimensions)
        .some(({ Name, Value }) => Name === dimension && Value === value),
    )
    .map(({ properties }) => String(properties.MetricName))
    .sort();
}

const pathsOf = (type: string, keep: (resource: Resource) => boolean = () => true) =>
  ofType(resources, type)
    .filter(keep)
    .map(({ path }) => path);
const isDeadLetterQueue = ({ path }: Resource) => path.includes('/DeadLetters/');

test.each(pathsOf('AWS::Lambda::Function', ({ properties }) => properties.Runtime === 'nodejs24.x'))(
  'the function %s is watched for errors, throttling and time',
  (path) => {
    expect(watched('FunctionName', `<${path}>`)).toEqual(['Duration', 'Errors', 'Throttles']);
  },
);

test.each(pathsOf('AWS::Kinesis::Stream'))(
  'the stream %s is watched for refused writers and late readers',
  (path) => {
    expect(watched('StreamName', `<${path}>`)).toEqual([
      'GetRecords.IteratorAgeMilliseconds',
      'WriteProvisionedThroughputExceeded',
    ]);
  },
);

test.each(pathsOf('AWS::SQS::Queue', (queue) => !isDeadLetterQueue(queue)))(
  'the queue %s is watched for old messages, and has a dead-letter queue',
  (path) => {
    expect(watched('QueueName', `<${path}.QueueName>`)).toEqual(['ApproximateAgeOfOldestMessage']);
    const queue = resources.find((resource) => resource.path === path);
    expect(queue?.properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 5 });
  },
);

test.each(pathsOf('AWS::SQS::Queue', isDeadLetterQueue))(
  'the dead-letter queue %s is watched for its first message',
  (path) => {
    expect(watched('QueueName', `<${path}.QueueName>`)).toEqual(['ApproximateNumberOfMessagesVisible']);
  },
);

test.each(pathsOf('AWS::StepFunctions::StateMachine'))(
  'the workflow %s is watched for every way to fail',
  (path) => {
    expect(watched('StateMachineArn', `<${path}>`)).toEqual([
      'ExecutionThrottled',
      'ExecutionsAborted',
      'ExecutionsFailed',
      'ExecutionsTimedOut',
    ]);
  },
);

test('the front door is watched for failures and latency, and the database for its load', () => {
  expect(watched('ApiId', '<Api/HttpApi>')).toEqual(['5xx', 'Latency']);
  expect(watched('DBClusterIdentifier', '<GuidesData/Database/Cluster>')).toEqual([
    'ServerlessDatabaseCapacity',
  ]);
});

test('batches that Lambda gave up on are noticed', () => {
  const stream = ofType(resources, 'AWS::Lambda::EventSourceMapping').find(({ path }) =>
    path.endsWith('/Stream'),
  );
  expect(watched('EventSourceMappingUUID', `<${stream?.path}>`)).toEqual([
    'DroppedEventCount',
    'OnFailureDestinationDeliveredEventCount',
  ]);
  expect(stream?.properties).toMatchObject({
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 20,
    MaximumRecordAgeInSeconds: 3_600,
    DestinationConfig: { OnFailure: { Destination: '<CaptureData/Quarantine/Bucket.Arn>' } },
  });
});

const targets = z.array(z.object({ Arn: z.string(), DeadLetterConfig: z.object({ Arn: z.string() }) }));

test('events that a function cannot take are kept, whether they reached it or not', () => {
  const rules = ofType(resources, 'AWS::Events::Rule').filter(({ properties }) => properties.EventPattern);
  expect(rules).toHaveLength(4);
  for (const rule of rules) {
    const [target] = targets.parse(rule.properties.Targets);
    const asynchronous = ofType(resources, 'AWS::Lambda::EventInvokeConfig').find(
      ({ properties }) => properties.FunctionName === target?.Arn.replace('.Arn>', '>'),
    );
    expect(asynchronous?.properties.DestinationConfig).toEqual({
      OnFailure: { Destination: target?.DeadLetterConfig.Arn },
    });
  }
});

test('every alarm goes to the one topic and names a runbook that exists', () => {
  expect(alarms.length).toBeGreaterThan(100);
  const runbooks = alarms.map(({ properties }) => {
    expect(properties.AlarmActions).toEqual<Value>(['<Operations/Alarms>']);
    return /Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(String(properties.AlarmDescription))?.[1];
  });
  for (const runbook of new Set(runbooks)) {
    expect(runbook && existsSync(new URL(`../../${runbook}`, import.meta.url)), runbook).toBe(true);
  }
});
