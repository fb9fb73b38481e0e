import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import type { InvokeResult, InvokeSource, LocalContext } from '../../local/service.ts';
import { type CloudFixture, functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

const attribute = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const invokeConfig = (functionName: string, properties: Record<string, unknown>) => ({
  Type: 'AWS::Lambda::EventInvokeConfig',
  Properties: { FunctionName: { Ref: functionName }, Qualifier: '$LATEST', ...properties },
});
const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });

/** Fails as often as the event says, counting in a file: every attempt may meet another worker. */
const flaky = `
import { appendFileSync, readFileSync } from 'node:fs';
export const handler = async ({ id, failures }) => {
  const path = process.env.TMPDIR + '/' + id;
  appendFileSync(path, 'x');
  const attempt = readFileSync(path, 'utf8').length;
  if (attempt <= failures) { const error = new Error('attempt ' + attempt); error.name = 'TransientFault'; throw error; }
  return { attempt };
};`;

/**
 * Records and messages as AWS sends them: localstack's `test_lambda_destinations.snapshot.json`,
 * `TestLambdaDestinationSqs::test_retries` and `TestLambdaDLQ::test_dead_letter_queue`.
 */
const fixture: CloudFixture = {
  functions: { flaky },
  parts: (context) => {
    used ??= context;
    return dataParts(context);
  },
  stacks: {
    Events: {
      Resources: {
        Failed: queue('failed'),
        Done: queue('done'),
        Dead: queue('dead'),
        Granted: functionRole({
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: [attribute('Failed'), attribute('Done'), attribute('Dead')],
        }),
        Ungranted: functionRole(),
        Flaky: lambdaFunction('flaky', 'Granted', { FunctionName: 'flaky' }),
        FlakyEvents: invokeConfig('Flaky', {
          DestinationConfig: {
            OnFailure: { Destination: attribute('Failed') },
            OnSuccess: { Destination: attribute('Done') },
          },
        }),
        Impatient: lambdaFunction('flaky', 'Granted', {
          FunctionName: 'impatient',
          DeadLetterConfig: { TargetArn: attribute('Dead') },
        }),
        ImpatientEvents: invokeConfig('Impatient', { MaximumRetryAttempts: 0 }),
        LetIn: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            Action: 'lambda:InvokeFunction',
            FunctionName: attribute('Flaky'),
            Principal: 'apigateway.amazonaws.com',
            SourceArn: 'arn:aws:execute-api:eu-central-1:123456789012:api/*/*/guides',
          },
        },
      },
    },
  },
};

let used: LocalContext | undefined;
let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startCloud(fixture);
});
afterAll(async () => cloud?.[Symbol.asyncDispose]());

async function send(FunctionName: string, event: unknown): Promise<number | undefined> {
  const command = new InvokeCommand({
    FunctionName,
    InvocationType: 'Event',
    Payload: JSON.stringify(event),
  });
  return (await new LambdaClient(cloud.client).send(command)).StatusCode;
}

async function receive(name: string) {
  const sqs = new SQSClient(cloud.client);
  const QueueUrl = `${cloud.endpoint}/${cloud.account}/${name}`;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, MessageAttributeNames: ['All'] }),
  );
  const [message] = Messages;
  return { body: JSON.parse(message?.Body ?? 'null'), attributes: message?.MessageAttributes };
}

test('an asynchronous event is accepted at once and tried three times', async () => {
  expect(await send('flaky', { id: 'twice', failures: 2 })).toBe(202);
  expect((await receive('done')).body).toMatchObject({
    version: '1.0',
    requestContext: { condition: 'Success', approximateInvokeCount: 3 },
    requestPayload: { id: 'twice' },
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    responsePayload: { attempt: 3 },
  });
});

test('an event that fails for good goes to the failure destination with its error', async () => {
  await send('flaky', { id: 'always', failures: 9 });
  expect((await receive('failed')).body).toMatchObject({
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: { id: 'always', failures: 9 },
    responseContext: { functionError: 'Unhandled' },
    responsePayload: { errorType: 'TransientFault', errorMessage: 'attempt 3' },
  });
});

test('without retries the first failure reaches the dead-letter queue as it came', async () => {
  await send('impatient', { id: 'dead', failures: 9 });
  const { body, attributes } = await receive('dead');
  expect(body).toEqual({ id: 'dead', failures: 9 });
  expect(attributes).toMatchObject({
    ErrorMessage: { DataType: 'String', StringValue: 'attempt 1' },
    ErrorCode: { DataType: 'Number', StringValue: '200' },
    RequestID: { DataType: 'String' },
  });
});

test('nothing is kept of events that came to their end', async () => {
  await expect.poll(() => readdirSync(join(cloud.directory, 'state/lambda/async'))).toEqual([]);
});

test('an event that was accepted survives a stop and is done after the next start', async () => {
  const slowly = { ...fixture, asyncRetryDelaysMs: [60_000, 60_000] as const };
  const first = await startCloud(slowly);
  const lambda = new LambdaClient(first.client);
  await lambda.send(
    new InvokeCommand({
      FunctionName: 'flaky',
      InvocationType: 'Event',
      Payload: JSON.stringify({ id: 'kept', failures: 1 }),
    }),
  );
  // The first attempt has failed and the second is a minute away.
  const waiting = join(first.directory, 'state/lambda/async');
  await expect.poll(() => first.faults && readdirSync(waiting).length).toBe(1);
  await first.stop();
  await using second = await startCloud({ ...fixture, directory: first.directory });
  await expect
    .poll(() => readdirSync(join(second.directory, 'state/lambda/async')), { timeout: 5_000 })
    .toEqual([]);
});

test('a source gets in only where a permission names it', async () => {
  const invoke = async (service: string, arn: string): Promise<InvokeResult> => {
    const source: InvokeSource = { service, arn };
    if (!used) throw new Error('The cloud has not started');
    return used.invoke(
      cloud.references.identity('Events/Flaky').attributes.Arn ?? '',
      { id: 'source', failures: 0 },
      source,
    );
  };
  const route = 'arn:aws:execute-api:eu-central-1:123456789012:api';
  expect((await invoke('apigateway.amazonaws.com', `${route}/$default/GET/guides`)).ok).toBe(true);
  for (const [service, arn] of [
    ['apigateway.amazonaws.com', `${route}/$default/GET/links`],
    ['events.amazonaws.com', `${route}/$default/GET/guides`],
  ] as const)
    expect(await invoke(service, arn)).toMatchObject({
      ok: false,
      error: { errorType: 'AccessDeniedException' },
    });
});
