import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:publish';
const source = `
import { EventBridgeClient, PutEventsCommand } from ${JSON.stringify(import.meta.resolve('@aws-sdk/client-eventbridge'))};
export const handler = (entry) => new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [entry] }));`;

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startCloud({
    functions: { source },
    parts: (context) => [...dataParts(context), ...edgeParts(context)],
    stacks: {
      Workflow: {
        Resources: {
          Ended: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'ended' } },
          LetIn: {
            Type: 'AWS::SQS::QueuePolicy',
            Properties: {
              Queues: [{ Ref: 'Ended' }],
              PolicyDocument: {
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 'sqs:SendMessage',
                    Principal: { Service: 'events.amazonaws.com' },
                    Resource: { 'Fn::GetAtt': ['Ended', 'Arn'] },
                  },
                ],
              },
            },
          },
          MachineRole: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: {
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 'sts:AssumeRole',
                    Principal: { Service: 'states.amazonaws.com' },
                  },
                ],
              },
            },
          },
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              StateMachineName: 'publish',
              RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
              DefinitionString: JSON.stringify({
                StartAt: 'Refuse',
                States: { Refuse: { Type: 'Fail', Error: 'PermanentFault', Cause: 'no steps' } },
              }),
            },
          },
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              EventPattern: {
                source: ['aws.states'],
                'detail-type': ['Step Functions Execution Status Change'],
                detail: { stateMachineArn: [machine], status: ['FAILED'] },
              },
              State: 'ENABLED',
              Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Ended', 'Arn'] } }],
            },
          },
          Role: functionRole({ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' }),
          Source: lambdaFunction('source', 'Role', { FunctionName: 'source' }),
        },
      },
    },
  });
});
afterAll(async () => cloud?.[Symbol.asyncDispose]());

test('a failed execution is announced on the default bus with its input, error and cause', async () => {
  await new SFNClient(cloud.client).send(
    new StartExecutionCommand({ stateMachineArn: machine, name: 'rec_1', input: '{"guideId":"g"}' }),
  );
  const { Messages = [] } = await new SQSClient(cloud.client).send(
    new ReceiveMessageCommand({ QueueUrl: `${cloud.endpoint}/${cloud.account}/ended`, WaitTimeSeconds: 10 }),
  );
  const event = JSON.parse(Messages[0]?.Body ?? '{}');
  const executionArn = 'arn:aws:states:eu-central-1:123456789012:execution:publish:rec_1';
  expect(event).toMatchObject({
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    resources: [executionArn],
    detail: {
      executionArn,
      stateMachineArn: machine,
      name: 'rec_1',
      status: 'FAILED',
      input: '{"guideId":"g"}',
      inputDetails: { included: true },
      output: null,
      error: 'PermanentFault',
      cause: 'no steps',
      redriveStatus: 'REDRIVABLE',
    },
  });
  expect(event.detail.stopDate).toBeGreaterThanOrEqual(event.detail.startDate);
});

test('a function cannot pass its events off as those of AWS', async () => {
  const entry = { Source: 'aws.states', DetailType: 'x', Detail: '{}' };
  const answer = await new LambdaClient(cloud.client).send(
    new InvokeCommand({ FunctionName: 'source', Payload: JSON.stringify(entry) }),
  );
  expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString())).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }],
  });
});
