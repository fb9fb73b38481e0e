import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../local/main.ts';
import { choosePorts } from '../../local/ports.ts';
import type { LocalLogEvent } from '../../local/service.ts';
import { type CloudFixture, functionRole, lambdaFunction, writeAssembly } from './harness.ts';

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

const attribute = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const counter = `
import { DynamoDBClient, UpdateItemCommand } from ${JSON.stringify(import.meta.resolve('@aws-sdk/client-dynamodb'))};
const client = new DynamoDBClient({});
export const handler = async (event) => {
  const { Attributes } = await client.send(new UpdateItemCommand({
    TableName: process.env.TABLE_NAME,
    Key: { id: { S: event.pathParameters.id } },
    UpdateExpression: 'ADD hits :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'UPDATED_NEW',
  }));
  return { hits: Number(Attributes.hits.N), address: process.env.ADDRESS };
};`;

/** A counter behind an HTTP API, its table in a stack of its own. */
const fixture: CloudFixture = {
  functions: { counter },
  stacks: {
    Data: {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            BillingMode: 'PAY_PER_REQUEST',
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          },
        },
        Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
      },
      Outputs: {
        Name: { Value: { Ref: 'Table' }, Export: { Name: 'Data:Name' } },
        Arn: { Value: attribute('Table'), Export: { Name: 'Data:Arn' } },
      },
    },
    Api: {
      Resources: {
        Role: functionRole({
          Effect: 'Allow',
          Action: 'dynamodb:UpdateItem',
          Resource: { 'Fn::ImportValue': 'Data:Arn' },
        }),
        Count: lambdaFunction('counter', 'Role', {
          FunctionName: 'count',
          Environment: {
            Variables: {
              TABLE_NAME: { 'Fn::ImportValue': 'Data:Name' },
              ADDRESS: { 'Fn::GetAtt': ['Http', 'ApiEndpoint'] },
            },
          },
        }),
        Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'http', ProtocolType: 'HTTP' } },
        Stage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: { Ref: 'Http' }, StageName: '$default', AutoDeploy: true },
        },
        Integration: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: { Ref: 'Http' },
            IntegrationType: 'AWS_PROXY',
            IntegrationUri: attribute('Count'),
            PayloadFormatVersion: '2.0',
          },
        },
        Route: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ApiId: { Ref: 'Http' },
            RouteKey: 'POST /counters/{id}',
            Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
          },
        },
        LetIn: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            Action: 'lambda:InvokeFunction',
            FunctionName: attribute('Count'),
            Principal: 'apigateway.amazonaws.com',
          },
        },
      },
      Outputs: { Url: { Value: { 'Fn::GetAtt': ['Http', 'ApiEndpoint'] } }, Name: { Value: 'api' } },
    },
  },
};

function assembly(changed: CloudFixture = fixture) {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-'));
  directories.push(directory);
  writeAssembly(join(directory, 'cdk.out'), changed);
  const log: LocalLogEvent[] = [];
  const start = (port = 0) =>
    startLocalCloud({
      assemblyDirectory: join(directory, 'cdk.out'),
      stateDirectory: join(directory, 'state'),
      port,
      log: (event) => log.push(event),
    });
  return { start, log };
}

const count = async ({ outputs }: LocalCloud) =>
  (await fetch(`${outputs.Url}/counters/a`, { method: 'POST' })).json();

test('what the templates wire runs: route, function, grant, table of another stack', async () => {
  const { start, log } = assembly();
  const cloud = await start();
  const url = `http://127.0.0.1:${cloud.ports.api}`;
  expect(cloud.outputs).toMatchObject({ Url: url, 'Api.Url': url, 'Api.Name': 'api' });
  expect(cloud.outputs.Name).toBeUndefined();
  expect(await count(cloud)).toEqual({ hits: 1, address: url });
  expect(log).toContainEqual(
    expect.objectContaining({ message: 'not run here', detail: { 'AWS::CloudWatch::Alarm': 1 } }),
  );
  await cloud.stop();
});

test('state survives a stop, also under other ports', async () => {
  const { start } = assembly();
  const first = await start();
  await count(first);
  await first.stop();
  const second = await start();
  expect((await count(second)).hits).toBe(2);
  await second.stop();
});

test('a function that lacks a grant is refused here as it would be on AWS', async () => {
  const { Data, Api } = fixture.stacks;
  const { start, log } = assembly({
    ...fixture,
    stacks: {
      Data: Data ?? { Resources: {} },
      Api: { ...Api, Resources: { ...Api?.Resources, Role: functionRole() } },
    },
  });
  const cloud = await start();
  const answer = await fetch(`${cloud.outputs.Url}/counters/a`, { method: 'POST' });
  expect(answer.status).toBe(500);
  expect(log.some(({ message }) => message === 'refused a call of dynamodb: denied')).toBe(true);
  await cloud.stop();
});

test('a taken port is named', async () => {
  const { start } = assembly();
  const { edge } = await choosePorts(0);
  const server = net.createServer().listen(edge, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  await expect(start(edge)).rejects.toThrow(`Port ${edge} (edge) is taken`);
  await new Promise((resolve) => server.close(resolve));
});

test('a stand-up that fails gives its ports back and can be tried again', async () => {
  const broken = {
    ...fixture,
    stacks: { ...fixture.stacks, Broken: { Resources: { Unknown: { Type: 'AWS::Moon::Base' } } } },
  };
  const { start } = assembly(broken);
  const { edge } = await choosePorts(0);
  await expect(start(edge)).rejects.toThrow('AWS::Moon::Base (Broken/Unknown)');
  await expect(start(edge)).rejects.toThrow('AWS::Moon::Base (Broken/Unknown)');
});

test('two clouds do not share a state folder', async () => {
  const { start } = assembly();
  const first = await start();
  await expect(start()).rejects.toThrow(/^Another local cloud is running on .*state$/);
  expect((await count(first)).hits).toBe(1);
  await first.stop();
  const next = await start();
  await next.stop();
});
