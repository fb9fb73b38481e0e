import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { lambdaContext } from '../../test/fakes/http-event.ts';
import { customResource } from './custom-resource.ts';

const answers: { contentType: string | undefined; body: Record<string, unknown> }[] = [];
const server = createServer(async (request, response) => {
  answers.push({ contentType: request.headers['content-type'], body: JSON.parse(await text(request)) });
  response.end();
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

function event(more: object): CloudFormationCustomResourceEvent {
  return {
    RequestType: 'Create',
    ServiceToken: 'arn',
    ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Thing',
    ResourceType: 'Custom::Thing',
    ResourceProperties: { ServiceToken: 'arn', Size: '3' },
    ...more,
  } as CloudFormationCustomResourceEvent;
}

const resource = customResource({
  properties: z.object({ Size: z.string().check(z.maxLength(1)) }),
  run: async ({ type, properties, physicalId }) => {
    if (type === 'Delete') throw new Error('not deletable');
    return { attributes: { Doubled: String(2 * Number(properties.Size)), Was: physicalId ?? 'nothing' } };
  },
});

test('what was made is told to CloudFormation, without a content type', async () => {
  await resource(event({}), lambdaContext);
  expect(answers.pop()).toEqual({
    contentType: undefined,
    body: {
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Thing',
      PhysicalResourceId: 'Thing',
      Status: 'SUCCESS',
      Data: { Doubled: '6', Was: 'nothing' },
    },
  });
});

test('a failure is told too, with its reason, and keeps the physical id', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  await resource(event({ RequestType: 'Delete', PhysicalResourceId: 'thing-1' }), lambdaContext);
  expect(answers.pop()?.body).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: 'thing-1',
    Reason: expect.stringContaining('not deletable'),
  });
  await resource(event({ ResourceProperties: { Size: '33' } }), lambdaContext);
  expect(answers.pop()?.body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Size: ') });
});
