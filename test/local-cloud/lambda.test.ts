import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

/**
 * What AWS answers is recorded in localstack's `tests/aws/services/lambda_/test_lambda.snapshot.json`:
 * `test_lambda_invoke_with_timeout`, `test_lambda_handler_exit`, `test_reserved_concurrency`,
 * `test_invoke_exceptions`, `test_lambda_invoke_payload_encoding_error`.
 */
let cloud: TestCloud;
let lambda: LambdaClient;

const handler = (body: string) => `export const handler = async (event, context) => { ${body} };`;

beforeAll(async () => {
  cloud = await startCloud({
    functions: {
      echo: handler('console.log("seen", event.text); return { event, environment: process.env.GREETING };'),
      throws: handler('const e = new Error("no such guide"); e.name = "GuideMissing"; throw e;'),
      sleeps: handler(
        'await new Promise((r) => setTimeout(r, event.ms)); return process.env.AWS_ACCESS_KEY_ID;',
      ),
      exits: handler('process.exit(event.code);'),
      hungry: handler('const a = []; for (;;) a.push(new Array(100000).fill(Math.random()));'),
      context: handler(
        'return { ...context, remaining: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID };',
      ),
      stray: handler('setTimeout(() => { throw new TypeError("stray") }, 1); await new Promise(() => {});'),
      broken: 'throw new RangeError("cannot load");',
      callback: 'export const handler = (event, context, callback) => callback(null, 1);',
    },
    stacks: {
      Functions: {
        Resources: {
          Role: functionRole(),
          Echo: lambdaFunction('echo', 'Role', {
            FunctionName: 'echo',
            Environment: {
              Variables: { GREETING: { 'Fn::Join': ['', ['hello from ', { Ref: 'AWS::Region' }]] } },
            },
          }),
          Throws: lambdaFunction('throws', 'Role', { FunctionName: 'throws' }),
          Sleeps: lambdaFunction('sleeps', 'Role', { FunctionName: 'sleeps', Timeout: 1 }),
          Exits: lambdaFunction('exits', 'Role', { FunctionName: 'exits' }),
          Hungry: lambdaFunction('hungry', 'Role', { FunctionName: 'hungry', MemorySize: 32, Timeout: 30 }),
          Context: lambdaFunction('context', 'Role', { FunctionName: 'context', MemorySize: 256 }),
          Stray: lambdaFunction('stray', 'Role', { FunctionName: 'stray' }),
          Broken: lambdaFunction('broken', 'Role', { FunctionName: 'broken' }),
          Callback: lambdaFunction('callback', 'Role', { FunctionName: 'callback' }),
          Reserved: lambdaFunction('sleeps', 'Role', {
            FunctionName: 'reserved',
            ReservedConcurrentExecutions: 1,
          }),
        },
      },
    },
  });
  lambda = new LambdaClient(cloud.client);
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

async function invoke(FunctionName: string, event: unknown) {
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  return {
    status: answer.StatusCode,
    functionError: answer.FunctionError,
    payload: JSON.parse(Buffer.from(answer.Payload ?? []).toString()),
  };
}

test('a function gets the event and the environment of its template, and its answer comes back', async () => {
  expect(await invoke('echo', { text: 'x' })).toEqual({
    status: 200,
    functionError: undefined,
    payload: { event: { text: 'x' }, environment: 'hello from eu-central-1' },
  });
});

test('a thrown error is reported under its name', async () => {
  const { status, functionError, payload } = await invoke('throws', {});
  expect({ status, functionError }).toEqual({ status: 200, functionError: 'Unhandled' });
  expect(payload).toMatchObject({ errorType: 'GuideMissing', errorMessage: 'no such guide' });
  expect(payload.trace[0]).toContain('no such guide');
});

test('a function that runs over its time is killed and the next event finds a fresh one', async () => {
  const slow = await invoke('sleeps', { ms: 5_000 });
  expect(slow.payload.errorType).toBe('Sandbox.Timedout');
  expect(slow.payload.errorMessage).toMatch(
    /^RequestId: [0-9a-f-]+ Error: Task timed out after 1.00 seconds$/,
  );
  expect((await invoke('sleeps', { ms: 1 })).functionError).toBeUndefined();
});

test('a function that exits is reported as an exit of the runtime', async () => {
  const { payload } = await invoke('exits', { code: 3 });
  expect(payload.errorType).toBe('Runtime.ExitError');
  expect(payload.errorMessage).toMatch(/Error: Runtime exited with error: exit status 3$/);
  const quietly = await invoke('exits', { code: 0 });
  expect(quietly.payload.errorMessage).toMatch(/Error: Runtime exited without providing a reason$/);
});

test('a function that takes more memory than it was given is killed alone', async () => {
  const { payload } = await invoke('hungry', {});
  expect(payload.errorType).toBe('Runtime.ExitError');
  expect(payload.errorMessage).toMatch(/signal: killed$/);
  expect((await invoke('echo', {})).functionError).toBeUndefined();
});

test('the context names the function, the request and the time left', async () => {
  const { payload } = await invoke('context', {});
  expect(payload).toMatchObject({
    functionName: 'context',
    memoryLimitInMB: '256',
    invokedFunctionArn: `arn:aws:lambda:eu-central-1:${cloud.account}:function:context`,
    logGroupName: '/aws/lambda/context',
  });
  expect(payload.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(payload.remaining).toBeGreaterThan(0);
  expect(payload.remaining).toBeLessThanOrEqual(10_000);
  expect(payload.trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
});

test('an error outside of the handler fails the event instead of hanging it', async () => {
  const { payload } = await invoke('stray', {});
  expect(payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'stray' });
});

test('a bundle that cannot be loaded fails every event with its own error', async () => {
  expect((await invoke('broken', {})).payload).toMatchObject({
    errorType: 'RangeError',
    errorMessage: 'cannot load',
  });
  expect((await invoke('broken', {})).payload).toMatchObject({ errorType: 'RangeError' });
});

test('a callback handler is refused as Node.js 24 of Lambda does', async () => {
  expect((await invoke('callback', {})).payload.errorType).toBe('Runtime.CallbackHandlerDeprecated');
});

test('events beyond the workers wait and are all answered; each worker has credentials of its own', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => invoke('sleeps', { ms: 20 })));
  expect(answers.every(({ functionError }) => functionError === undefined)).toBe(true);
  expect(new Set(answers.map(({ payload }) => payload)).size).toBeLessThanOrEqual(2);
});

test('events beyond the reserved concurrency are throttled', async () => {
  const first = invoke('reserved', { ms: 300 });
  await expect(invoke('reserved', { ms: 1 })).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    $metadata: { httpStatusCode: 429 },
  });
  expect((await first).functionError).toBeUndefined();
});

test('an unknown function is refused by its ARN', async () => {
  await expect(invoke('nothing', {})).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Function not found: arn:aws:lambda:eu-central-1:${cloud.account}:function:nothing:$LATEST`,
    $metadata: { httpStatusCode: 404 },
  });
});

test('an event that is not JSON is refused', async () => {
  await expect(lambda.send(new InvokeCommand({ FunctionName: 'echo', Payload: '{' }))).rejects.toMatchObject({
    name: 'InvalidRequestContentException',
    message: expect.stringMatching(
      /^Could not parse request body into json: Could not parse payload into json: /,
    ),
  });
});

test('what a function prints is kept in its log with the request', async () => {
  await invoke('echo', { text: 'printed' });
  await expect
    .poll(() => readFileSync(join(cloud.directory, 'state/lambda/logs/echo.jsonl'), 'utf8'))
    .toMatch(/"requestId":"[0-9a-f-]{36}","message":"seen printed"/);
});
