import { createRequire } from 'node:module';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { dataParts } from '../../local/data/index.ts';
import { edgeParts } from '../../local/edge/index.ts';
import { att, eventually, handler, integration, invocable, ref, route } from './edge-fixtures.ts';
import type { TestCloud } from './harness.ts';
import { functionRole, lambdaFunction, startCloud } from './harness.ts';

let cloud: TestCloud;
let callbackAddress: string;

const gateway = 'apigateway.amazonaws.com';
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const host = [ref('Api'), '.execute-api.', ref('AWS::Region'), '.amazonaws.com/', ref('Stage')];

/** A function's folder is outside of the project, so it imports the SDK by its place. */
const sdk = createRequire(import.meta.url).resolve;

/** Writes what it was told into the table, by connection and event type. */
const remember = `
  const { DynamoDBClient, PutItemCommand } = await import('${sdk('@aws-sdk/client-dynamodb')}');
  const client = new DynamoDBClient({});
  const { connectionId, eventType } = event.requestContext;
  await client.send(new PutItemCommand({
    TableName: process.env.TABLE_NAME,
    Item: { pk: { S: connectionId + eventType }, event: { S: JSON.stringify(event) } },
  }));
  await client.send(new PutItemCommand({
    TableName: process.env.TABLE_NAME,
    Item: { pk: { S: 'latest' + eventType }, event: { S: JSON.stringify(event) } },
  }));`;

beforeAll(async () => {
  const environment = { Environment: { Variables: { TABLE_NAME: ref('Table') } } };
  const callback = { Variables: { CALLBACK: join('https://', ...host) } };
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), ...edgeParts(context)],
    functions: {
      Connect: handler(
        `if (event.queryStringParameters?.ticket === 'broken') throw new Error('no'); ${remember} return { statusCode: event.queryStringParameters?.ticket === 'right' ? 200 : 401 };`,
      ),
      Disconnect: handler(`${remember} return { statusCode: 200 };`),
      Say: handler(`${remember} return { statusCode: 200, body: 'heard ' + JSON.parse(event.body).text };`),
      Post: handler(`
        const { ApiGatewayManagementApiClient, PostToConnectionCommand } = await import('${sdk('@aws-sdk/client-apigatewaymanagementapi')}');
        const client = new ApiGatewayManagementApiClient({ endpoint: process.env.CALLBACK, maxAttempts: 1 });
        await client.send(new PostToConnectionCommand({ ConnectionId: event.connectionId, Data: 'from a function' }));`),
      Otherwise: handler(
        'if (event.body === "fail") throw new Error("no"); return { statusCode: 200, body: "default" };',
      ),
    },
    stacks: {
      Socket: {
        Resources: {
          Role: functionRole({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: att('Table', 'Arn') }),
          Table: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
              AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
              BillingMode: 'PAY_PER_REQUEST',
            },
          },
          Api: {
            Type: 'AWS::ApiGatewayV2::Api',
            Properties: {
              Name: 'socket',
              ProtocolType: 'WEBSOCKET',
              RouteSelectionExpression: '$request.body.action',
            },
          },
          Stage: {
            Type: 'AWS::ApiGatewayV2::Stage',
            Properties: { ApiId: ref('Api'), StageName: 'live', AutoDeploy: true },
          },
          ...invocable('Connect', gateway, environment),
          ...invocable('Disconnect', gateway, environment),
          ...invocable('Say', gateway, environment),
          ...invocable('Otherwise', gateway, environment),
          Granted: functionRole({
            Effect: 'Allow',
            Action: 'execute-api:ManageConnections',
            Resource: join(
              'arn:aws:execute-api:',
              ref('AWS::Region'),
              ':',
              ref('AWS::AccountId'),
              ':',
              ref('Api'),
              '/live/POST/@connections/*',
            ),
          }),
          Post: lambdaFunction('Post', 'Granted', { FunctionName: 'granted', Environment: callback }),
          Ungranted: lambdaFunction('Post', 'Role', { FunctionName: 'ungranted', Environment: callback }),
          ...integration('Connect'),
          ...integration('Disconnect'),
          ...integration('Say'),
          ...integration('Otherwise'),
          ConnectRoute: route('$connect', 'Connect', { AuthorizationType: 'NONE' }),
          DisconnectRoute: route('$disconnect', 'Disconnect'),
          SayRoute: route('say', 'Say', { RouteResponseSelectionExpression: '$default' }),
          DefaultRoute: route('$default', 'Otherwise', { RouteResponseSelectionExpression: '$default' }),
        },
        Outputs: {
          Socket: { Value: join('wss://', ...host) },
          Callback: { Value: join('https://', ...host) },
          Table: { Value: ref('Table') },
        },
      },
    },
  });
  callbackAddress = output('Callback');
});

afterAll(async () => cloud?.[Symbol.asyncDispose]());

function output(name: string): string {
  return cloud.localAddress(cloud.references.outputs().find(([, key]) => key === name)?.[2] ?? '');
}

interface Opened {
  readonly socket: WebSocket;
  readonly messages: string[];
  readonly closed: Promise<{ code: number; reason: string }>;
}

async function open(ticket = 'right'): Promise<Opened> {
  const socket = new WebSocket(`${output('Socket')}?ticket=${ticket}`);
  const messages: string[] = [];
  socket.on('message', (data) => messages.push(data.toString()));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return { socket, messages, closed };
}

const management = () => new ApiGatewayManagementApiClient({ ...cloud.client, endpoint: callbackAddress });

async function remembered(key: string) {
  const { Item } = await new DynamoDBClient(cloud.client).send(
    new GetItemCommand({ TableName: output('Table'), Key: { pk: { S: key } }, ConsistentRead: true }),
  );
  return Item?.event?.S === undefined ? undefined : JSON.parse(Item.event.S);
}

test('the handshake function sees the query and decides', async () => {
  const { socket } = await open();
  const event = await remembered('latestCONNECT');
  expect(event).toMatchObject({
    queryStringParameters: { ticket: 'right' },
    multiValueQueryStringParameters: { ticket: ['right'] },
    isBase64Encoded: false,
    requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: 'live', messageDirection: 'IN' },
  });
  expect(event.headers.host).toContain('127.0.0.1');
  socket.terminate();
});

test.each([
  ['wrong', 401],
  ['broken', 502],
])('a handshake with the %s ticket is refused with %d', async (ticket, status) => {
  await expect(open(ticket)).rejects.toThrow(`Unexpected server response: ${status}`);
});

test('a stage that does not exist is forbidden', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${cloud.ports.socket}/other`);
  const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
  expect(error.message).toBe('Unexpected server response: 403');
});

test('messages go to the route that they name, and others to $default', async () => {
  const { socket, messages } = await open();
  socket.send(JSON.stringify({ action: 'say', text: 'hello' }));
  await eventually(() => messages[0]);
  socket.send('no JSON');
  await eventually(() => messages[1]);
  socket.send(JSON.stringify({ action: '$connect' }));
  await eventually(() => messages[2]);
  expect(messages).toEqual(['heard hello', 'default', 'default']);
  socket.terminate();
});

test('a failing function is reported to the caller', async () => {
  const { socket, messages } = await open();
  socket.send('fail');
  const answer = JSON.parse(await eventually(() => messages[0]));
  expect(answer).toMatchObject({ message: 'Internal server error' });
  expect(answer.connectionId).toMatch(/=$/);
  socket.terminate();
});

test('the server talks to a connection, describes it and closes it', async () => {
  const { messages, closed } = await open();
  const { connectionId: ConnectionId } = (await remembered('latestCONNECT')).requestContext;
  await management().send(new PostToConnectionCommand({ ConnectionId, Data: '{"step":1}' }));
  expect(await eventually(() => messages[0])).toBe('{"step":1}');
  const described = await management().send(new GetConnectionCommand({ ConnectionId }));
  expect(described.ConnectedAt).toBeInstanceOf(Date);
  expect(described.Identity).toMatchObject({ SourceIp: '127.0.0.1' });
  await management().send(new DeleteConnectionCommand({ ConnectionId }));
  await closed;
  const gone = management().send(new PostToConnectionCommand({ ConnectionId, Data: 'late' }));
  await expect(gone).rejects.toMatchObject({ name: 'GoneException', $metadata: { httpStatusCode: 410 } });
  const event = await eventually(() => remembered(`${ConnectionId}DISCONNECT`));
  expect(event.requestContext).toMatchObject({ eventType: 'DISCONNECT', routeKey: '$disconnect' });
});

test('a message that is too long to send is refused', async () => {
  const { socket } = await open();
  const { connectionId: ConnectionId } = (await remembered('latestCONNECT')).requestContext;
  const long = new PostToConnectionCommand({ ConnectionId, Data: 'x'.repeat(128 * 1024 + 1) });
  await expect(management().send(long)).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
  socket.terminate();
});

test('a client may send 128 KB in small frames, but no frame over 32 KB', async () => {
  const { socket, messages } = await open();
  const text = JSON.stringify({ action: 'say', text: 'x'.repeat(60 * 1024) });
  for (let at = 0; at < text.length; at += 30 * 1024) {
    socket.send(text.slice(at, at + 30 * 1024), { fin: at + 30 * 1024 >= text.length });
  }
  expect((await eventually(() => messages[0])).length).toBe(6 + 60 * 1024);
  socket.terminate();
  const other = await open();
  other.socket.send('x'.repeat(33 * 1024));
  expect((await other.closed).code).toBe(1009);
});

test('binary frames are refused', async () => {
  const { socket, closed } = await open();
  socket.send(Buffer.from([1, 2, 3]));
  expect((await closed).code).toBe(1003);
});

test('a function with the grant may use connections, and one without it may not', async () => {
  const { socket, messages } = await open();
  const { connectionId } = (await remembered('latestCONNECT')).requestContext;
  expect(await cloud.invoke('granted', { connectionId })).toMatchObject({ ok: true });
  expect(await eventually(() => messages[0])).toBe('from a function');
  const denied = await cloud.invoke('ungranted', { connectionId });
  expect(denied).toMatchObject({
    ok: false,
    error: { errorType: expect.stringMatching(/AccessDenied|Forbidden/) },
  });
  socket.terminate();
});
