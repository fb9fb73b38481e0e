import { rmSync } from 'node:fs';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import { att, eventually, handler, serviceRole } from './edge-fixtures.ts';
import type { CloudFixture, Declaration, TestCloud } from './harness.ts';
import { functionRole, lambdaFunction, startCloud } from './harness.ts';

let cloud: TestCloud;
let client: SFNClient;

const states = 'states.amazonaws.com';

function machine(name: string, definition: object, role = 'MachineRole'): Declaration {
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: name,
      RoleArn: att(role, 'Arn'),
      DefinitionString: JSON.stringify(definition),
      DefinitionSubstitutions: {
        WorkArn: att('Work', 'Arn'),
        EchoArn: att('Echo', 'Arn'),
        SlowArn: att('Slow', 'Arn'),
        ForbiddenArn: att('Forbidden', 'Arn'),
        BusName: 'default',
      },
    },
  };
}

const fast = { IntervalSeconds: 0.01, BackoffRate: 1 };
const task = (resource: string, rest: object = { End: true }) => ({
  Type: 'Task',
  Resource: resource,
  ...rest,
});
const single = (state: object) => ({ StartAt: 'Only', States: { Only: state } });

const machines: Record<string, object> = {
  echo: single(task(`\${EchoArn}`)),
  optimized: single(
    task('arn:aws:states:::lambda:invoke', {
      Parameters: { FunctionName: `\${EchoArn}`, 'Payload.$': '$' },
      ResultSelector: { 'seen.$': '$.Payload.text', 'status.$': '$.StatusCode' },
      ResultPath: '$.result',
      End: true,
    }),
  ),
  retry: single(
    task(`\${WorkArn}`, {
      Retry: [{ ErrorEquals: ['TransientFault'], MaxAttempts: 3, ...fast }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
      End: true,
    }),
  ),
  map: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'key.$': '$.key' },
        MaxConcurrency: 2,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Work',
          States: {
            Work: task(`\${WorkArn}`, {
              Catch: [{ ErrorEquals: ['PermanentFault'], ResultPath: '$.error', Next: 'Drop' }],
              End: true,
            }),
            Drop: { Type: 'Pass', Parameters: { 'dropped.$': '$.item.name' }, End: true },
          },
        },
        ResultPath: '$.results',
        End: true,
      },
    },
  },
  branches: {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: { Type: 'Pass', Result: 'a', End: true } } },
          { StartAt: 'B', States: { B: { Type: 'Pass', Parameters: { 'x.$': '$.x' }, End: true } } },
        ],
        ResultPath: '$.both',
        Next: 'Choose',
      },
      Choose: {
        Type: 'Choice',
        Choices: [
          {
            And: [
              { Variable: '$.x', NumericGreaterThan: 1 },
              { Variable: '$.x', NumericLessThan: 5 },
            ],
            Next: 'Middle',
          },
          { Not: { Variable: '$.x', IsPresent: true }, Next: 'Middle' },
        ],
        Default: 'Outside',
      },
      Middle: { Type: 'Succeed', OutputPath: '$.both' },
      Outside: { Type: 'Fail', Error: 'OutOfRange', CausePath: "States.Format('x is {}', $.x)" },
    },
  },
  unmatched: single({ Type: 'Choice', Choices: [{ Variable: '$.x', StringEquals: 'a', Next: 'Only' }] }),
  faulty: single({ Type: 'Pass', Parameters: { 'y.$': '$.missing' }, End: true }),
  timeout: single(
    task(`\${SlowArn}`, {
      TimeoutSeconds: 0.1,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      End: true,
    }),
  ),
  wait: {
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Done' }, Done: { Type: 'Succeed' } },
  },
  deadline: { TimeoutSeconds: 0.2, ...single({ Type: 'Wait', Seconds: 60, End: true }) },
  announce: single(
    task('arn:aws:states:::events:putEvents', {
      Parameters: {
        Entries: [
          {
            Detail: { 'id.$': '$.id' },
            DetailType: 'Published',
            EventBusName: `\${BusName}`,
            Source: 'guides',
          },
        ],
      },
      End: true,
    }),
  ),
  slow: single(task(`\${SlowArn}`)),
  forbidden: single(task(`\${ForbiddenArn}`)),
  redrive: {
    StartAt: 'Before',
    States: {
      Before: {
        ...task(`\${WorkArn}`),
        End: undefined,
        Parameters: { key: 'before' },
        ResultPath: null,
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'Work', States: { Work: task(`\${WorkArn}`) } },
        End: true,
      },
    },
  },
};
for (const [name, extra] of [
  ['retry', 'Caught'],
  ['timeout', 'Late'],
] as const) {
  (machines[name] as { States: Record<string, object> }).States[extra] = { Type: 'Pass', End: true };
}

/** Counts its calls by key; fails as often, and with the error, that the event says. */
const work = handler(`
  const { key, item } = event;
  const name = item?.name ?? event.name ?? key;
  globalThis.calls ??= {};
  const count = (globalThis.calls[name] = (globalThis.calls[name] ?? 0) + 1);
  const { failures = 0, error = 'TransientFault' } = item ?? event;
  if (count <= failures) { const e = new Error('attempt ' + count); e.name = error; throw e; }
  return { name, count };`);

const fixture: CloudFixture = {
  parts: (context) => [...dataParts(context), ...edgeParts(context)],
  workersPerFunction: 1,
  functions: {
    Work: work,
    Echo: handler('return event;'),
    Slow: handler('await new Promise((r) => setTimeout(r, event.ms ?? 2000)); return event;'),
  },
  stacks: {
    Workflow: {
      Resources: {
        Role: functionRole(),
        Work: lambdaFunction('Work', 'Role', { FunctionName: 'Work' }),
        Echo: lambdaFunction('Echo', 'Role', { FunctionName: 'Echo' }),
        Slow: lambdaFunction('Slow', 'Role', { FunctionName: 'Slow' }),
        Forbidden: lambdaFunction('Echo', 'Role', { FunctionName: 'Forbidden' }),
        MachineRole: serviceRole(
          states,
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: [att('Work', 'Arn'), att('Echo', 'Arn'), att('Slow', 'Arn')],
          },
          { Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' },
        ),
        ...Object.fromEntries(
          Object.entries(machines).map(([name, definition]) => [`${name}Machine`, machine(name, definition)]),
        ),
      },
    },
  },
};

beforeAll(async () => {
  cloud = await startCloud(fixture);
  client = new SFNClient(cloud.client);
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

const arnOf = (name: string) => `arn:aws:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;

async function start(machineName: string, input: unknown, name?: string): Promise<string> {
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: arnOf(machineName),
      input: JSON.stringify(input),
      ...(name && { name }),
    }),
  );
  return executionArn;
}

async function finished(executionArn: string, sfn = client) {
  return await eventually(async () => {
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return described.status === 'RUNNING' ? undefined : described;
  });
}

async function run(machineName: string, input: unknown) {
  const { status, output, error, cause } = await finished(await start(machineName, input));
  return { status, error, cause, output: output === undefined ? undefined : JSON.parse(output) };
}

async function history(executionArn: string) {
  const { events = [] } = await client.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
  );
  return events;
}

test('a task runs its function with the input', async () => {
  expect(await run('echo', { text: 'hi' })).toMatchObject({ status: 'SUCCEEDED', output: { text: 'hi' } });
});

test('the optimized invocation gives payload and status, and its result is selected and placed', async () => {
  const { output } = await run('optimized', { text: 'hi' });
  expect(output).toEqual({ text: 'hi', result: { seen: 'hi', status: 200 } });
});

test('an error is retried by its name as often as it says', async () => {
  expect(await run('retry', { name: 'two', failures: 2 })).toMatchObject({
    status: 'SUCCEEDED',
    output: { name: 'two', count: 3 },
  });
});

test('an error that outlasts its retries, or is not retried, is caught with its cause', async () => {
  const lasting = await run('retry', { name: 'lasting', failures: 9 });
  expect(lasting.output.error.Error).toBe('TransientFault');
  expect(JSON.parse(lasting.output.error.Cause)).toMatchObject({
    errorType: 'TransientFault',
    errorMessage: 'attempt 4',
  });
  const permanent = await run('retry', { name: 'permanent', failures: 9, error: 'PermanentFault' });
  expect(JSON.parse(permanent.output.error.Cause).errorMessage).toBe('attempt 1');
});

test('a map keeps the order of its items and catches within an iteration', async () => {
  const items = [{ name: 'a' }, { name: 'b', failures: 1, error: 'PermanentFault' }, { name: 'c' }];
  const { output } = await run('map', { key: 'k', items });
  expect(output.results).toEqual([{ name: 'a', count: 1 }, { dropped: 'b' }, { name: 'c', count: 1 }]);
});

test('an uncaught error in an iteration fails the execution with its name', async () => {
  const items = [{ name: 'x', failures: 1 }];
  expect(await run('map', { key: 'k', items })).toMatchObject({ status: 'FAILED', error: 'TransientFault' });
});

test('branches run side by side and a choice goes by what they left', async () => {
  expect(await run('branches', { x: 3 })).toMatchObject({ status: 'SUCCEEDED', output: ['a', { x: 3 }] });
  expect(await run('branches', { x: 7 })).toMatchObject({
    status: 'FAILED',
    error: 'OutOfRange',
    cause: 'x is 7',
  });
});

test('a choice without a match fails', async () => {
  expect(await run('unmatched', { x: 'b' })).toMatchObject({
    status: 'FAILED',
    error: 'States.NoChoiceMatched',
  });
});

test('a path that leads nowhere is a runtime error that names the state', async () => {
  const { error, cause } = await run('faulty', {});
  expect(error).toBe('States.Runtime');
  expect(cause).toMatch(
    /^An error occurred while executing the state 'Only' \(entered at the event id #2\)\. The JSONPath '\$\.missing' specified for the field 'y\.\$' could not be found/,
  );
});

test('a task that takes too long times out', async () => {
  const { output } = await run('timeout', {});
  expect(output.Error).toBe('States.Timeout');
});

test('an execution ends at its own deadline', async () => {
  expect((await run('deadline', {})).status).toBe('TIMED_OUT');
});

test('a machine may do only what its role allows', async () => {
  const { status, error } = await run('forbidden', {});
  expect({ status, error }).toEqual({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
});

test('events are put on the bus', async () => {
  const { status, output } = await run('announce', { id: 'gde_1' });
  expect(status).toBe('SUCCEEDED');
  expect(output).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
});

test('starting again by name is answered the same while it runs, and refused for another input', async () => {
  const first = await start('wait', { seconds: 30 }, 'same-name');
  expect(await start('wait', { seconds: 30 }, 'same-name')).toBe(first);
  // Message as recorded against AWS in localstack's `test_sfn_api.snapshot.json`.
  await expect(start('wait', { seconds: 31 }, 'same-name')).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
    message: `Execution Already Exists: '${first}'`,
  });
  const { stopDate } = await client.send(
    new StopExecutionCommand({ executionArn: first, error: 'Enough', cause: 'tired' }),
  );
  expect(stopDate).toBeInstanceOf(Date);
  expect(await finished(first)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'tired' });
  await expect(start('wait', { seconds: 30 }, 'same-name')).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
  });
});

// Messages as recorded against AWS in localstack's `test_sfn_api.snapshot.json`.
test('what does not exist, or is no JSON, is refused as AWS does', async () => {
  await expect(start('nothing', {})).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${arnOf('nothing')}'`,
  });
  const executionArn = `${arnOf('echo').replace('stateMachine', 'execution')}:nothing`;
  await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
    message: `Execution Does Not Exist: '${executionArn}'`,
  });
  const malformed = new StartExecutionCommand({ stateMachineArn: arnOf('echo'), input: 'not JSON' });
  await expect(client.send(malformed)).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
});

test('executions are listed newest first, by status and in pages', async () => {
  const arns: string[] = [];
  for (const index of [1, 2, 3]) {
    arns.push(await start('branches', { x: 3, index }));
    await finished(arns.at(-1) ?? '');
  }
  const list = (extra: object) =>
    client.send(
      new ListExecutionsCommand({ stateMachineArn: arnOf('branches'), statusFilter: 'SUCCEEDED', ...extra }),
    );
  const { executions, nextToken } = await list({ maxResults: 2 });
  expect(executions?.map(({ executionArn }) => executionArn)).toEqual([arns[2], arns[1]]);
  expect((await list({ maxResults: 2, nextToken })).executions?.[0]?.executionArn).toBe(arns[0]);
});

test('a machine is described with its substituted definition', async () => {
  const { definition, status } = await client.send(
    new DescribeStateMachineCommand({ stateMachineArn: arnOf('echo') }),
  );
  expect(status).toBe('ACTIVE');
  expect(JSON.parse(definition ?? '').States.Only.Resource).toMatch(/function:Echo$/);
});

// Order of types as recorded against AWS in localstack's `test_lambda_task.snapshot.json`.
test('the history tells what happened', async () => {
  const arn = await start('echo', { a: 1 });
  await finished(arn);
  const events = await history(arn);
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
  expect(events[1]).toMatchObject({
    id: 2,
    previousEventId: 1,
    stateEnteredEventDetails: { name: 'Only', input: '{"a":1}' },
  });
});

test('a redrive goes on from the iterations that failed and runs nothing else again', async () => {
  const items = [{ name: 'good' }, { name: 'bad', failures: 1 }];
  const arn = await start('redrive', { items });
  expect(await finished(arn)).toMatchObject({
    status: 'FAILED',
    error: 'TransientFault',
    redriveStatus: 'REDRIVABLE',
  });
  await client.send(new RedriveExecutionCommand({ executionArn: arn }));
  const redriven = await finished(arn);
  expect(redriven).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, redriveStatus: 'NOT_REDRIVABLE' });
  expect(JSON.parse(redriven.output ?? '')).toEqual([
    { name: 'good', count: 1 },
    { name: 'bad', count: 2 },
  ]);
  const entered = (await history(arn)).filter(
    ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Before',
  );
  expect(entered).toHaveLength(1);
});

test('only an execution that did not succeed can be redriven', async () => {
  const arn = await start('echo', {});
  await finished(arn);
  await expect(client.send(new RedriveExecutionCommand({ executionArn: arn }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
  });
});

test('what was running when the machine went down goes on where it was', async () => {
  const first = await startCloud(fixture);
  const started = await new SFNClient(first.client).send(
    new StartExecutionCommand({ stateMachineArn: arnOf('wait'), input: '{"seconds":1.5}', name: 'resumed' }),
  );
  const executionArn = started.executionArn ?? '';
  await first.stop();
  const second = await startCloud({ ...fixture, directory: first.directory });
  try {
    const sfn = new SFNClient(second.client);
    const done = await finished(executionArn, sfn);
    expect(done).toMatchObject({ status: 'SUCCEEDED', startDate: started.startDate });
    // The time that passed before the stop counts.
    const waited = (done.stopDate?.getTime() ?? 0) - (done.startDate?.getTime() ?? 0);
    expect(waited).toBeGreaterThanOrEqual(1490);
  } finally {
    await second.stop();
    rmSync(first.directory, { recursive: true, force: true });
  }
});

test('a function that was running when the machine went down is run again', async () => {
  const first = await startCloud(fixture);
  const { executionArn = '' } = await new SFNClient(first.client).send(
    new StartExecutionCommand({ stateMachineArn: arnOf('slow'), input: '{"ms":300}' }),
  );
  await first.stop();
  const second = await startCloud({ ...fixture, directory: first.directory });
  try {
    const { status, output } = await finished(executionArn, new SFNClient(second.client));
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '{"ms":300}' });
  } finally {
    await second.stop();
    rmSync(first.directory, { recursive: true, force: true });
  }
});

test.each([
  ['JSONata', { QueryLanguage: 'JSONata', ...single({ Type: 'Succeed' }) }],
  ['an unknown field', single({ Type: 'Pass', Assign: { a: 1 }, End: true })],
  ['a transition to nowhere', single({ Type: 'Pass', Next: 'Missing' })],
  ['a service that is not there', single(task('arn:aws:states:::sqs:sendMessage'))],
  ['a callback', single(task('arn:aws:states:::lambda:invoke.waitForTaskToken'))],
  [
    'a distributed map',
    single({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...single({ Type: 'Succeed' }) },
      End: true,
    }),
  ],
  ['a path with a filter', single({ Type: 'Pass', InputPath: '$.a[?(@.b)]', End: true })],
])('a definition with %s is refused when it is created', async (_name, definition) => {
  const { stacks, ...rest } = fixture;
  const { Resources = {} } = stacks.Workflow ?? {};
  const { Role, Work, Echo, Slow, Forbidden, MachineRole } = Resources;
  const base = { Role, Work, Echo, Slow, Forbidden, MachineRole } as Record<string, Declaration>;
  const broken = { Workflow: { Resources: { ...base, Broken: machine('broken', definition) } } };
  await expect(startCloud({ ...rest, stacks: broken })).rejects.toThrow('does not support');
});
