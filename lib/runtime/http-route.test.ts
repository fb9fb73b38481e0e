import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { httpEvent, lambdaContext } from '../../test/fakes/http-event.ts';
import { httpRoute, publicRoute } from './http-route.ts';
import type { HttpReply } from './problem.ts';

const request = z.object({
  name: z.string().check(z.maxLength(5)),
  'a/b': z.optional(z.object({ 'c~d': z.array(z.int()) })),
});

const route = httpRoute({
  request,
  params: z.object({ id: z.string().check(z.regex(/^rec_/)) }),
  query: z.object({ page: z.optional(z.string().check(z.maxLength(2))) }),
  refusals: { 'too-many-things': { status: 429, title: 'Too many things' } },
  maximumBytes: 1_000,
  maximumDepth: 6,
  status: 201,
  run: async ({ body, caller, params }) =>
    body.name === 'busy'
      ? { ok: false, reason: 'too-many-things', retryAfter: 1.2 }
      : { ok: true, value: { name: body.name, caller, id: params.id } },
});

function send(body: unknown, more: Parameters<typeof httpEvent>[0] = {}): Promise<HttpReply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return route(httpEvent({ body: text, pathParameters: { id: 'rec_1' }, ...more }), lambdaContext);
}

function problemOf(reply: HttpReply) {
  expect(reply.headers?.['content-type']).toBe('application/problem+json');
  return { ...JSON.parse(reply.body ?? ''), headers: reply.headers };
}

test('a sound request reaches the work with its caller', async () => {
  const reply = await send({ name: 'Ada' });
  expect(reply.statusCode).toBe(201);
  expect(JSON.parse(reply.body ?? '')).toEqual({
    name: 'Ada',
    caller: { userId: 'usr_1', tenantId: 'tnt_1' },
    id: 'rec_1',
  });
});

test('every wrong field is named by a JSON pointer, its limit in words', async () => {
  const problem = problemOf(await send({ name: 'too long', 'a/b': { 'c~d': ['x'] } }));
  expect(problem).toMatchObject({
    status: 400,
    type: 'https://guidewright.dev/problems/invalid-request',
    traceId: 'request-1',
  });
  expect(problem.errors).toEqual([
    { pointer: '/name', message: expect.stringContaining('5') },
    { pointer: '/a~1b/c~0d/0', message: expect.stringContaining('expected number') },
  ]);
});

test.each([
  ['{"name":', 400, 'malformed-json'],
  [`{"name":"${'x'.repeat(1_000)}"}`, 413, 'body-too-large'],
  ['[[[[[[[]]]]]]]', 400, 'nested-too-deep'],
  ['', 400, 'malformed-json'],
])('the body %j is refused with %i %s', async (body, status, name) => {
  const problem = problemOf(await send(body));
  expect(problem).toMatchObject({ status, type: `https://guidewright.dev/problems/${name}` });
});

test('a body may come base64-encoded', async () => {
  const body = Buffer.from(JSON.stringify({ name: 'Ada' })).toString('base64');
  expect((await send(body, { isBase64Encoded: true })).statusCode).toBe(201);
});

test('a path that can name nothing names nothing; a wrong query is a wrong request', async () => {
  const unknown = await send({ name: 'a' }, { pathParameters: { id: 'x' }, rawPath: '/things/x' });
  expect(problemOf(unknown)).toMatchObject({ status: 404, instance: '/things/x' });
  expect(problemOf(unknown).detail).toContain('/things/x');
  const problem = problemOf(await send({ name: 'a' }, { queryStringParameters: { page: 'abc' } }));
  expect(problem.errors[0].pointer).toBe('query/page');
});

test('without claims there is no caller', async () => {
  expect(problemOf(await send({ name: 'a' }, { claims: null })).status).toBe(401);
});

test('a refusal of the work carries its own name, and when to come again', async () => {
  const problem = problemOf(await send({ name: 'busy' }));
  expect(problem).toMatchObject({ status: 429, title: 'Too many things' });
  expect(problem.headers['retry-after']).toBe('2');
});

test('a fault is told apart by class and never quoted', async () => {
  const failing = (error: Error) =>
    publicRoute({
      run: async () => {
        throw error;
      },
    })(httpEvent(), lambdaContext);
  const secret = new Error('the secret is 42');
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const internal = problemOf(await failing(secret));
  expect(internal.status).toBe(500);
  const busy = problemOf(await failing(Object.assign(new Error(), { name: 'ThrottlingException' })));
  expect(busy.status).toBe(503);
  const everything = JSON.stringify([internal, busy, said.mock.calls, written.mock.calls]);
  expect(everything).toContain('REQUEST_FAILED');
  expect(everything).not.toContain('42');
  vi.restoreAllMocks();
});

test('an answer that is not JSON is made by the route', async () => {
  const page = publicRoute({
    run: async () => ({ ok: true, value: 'hello' }),
    reply: (value) => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: value }),
  });
  expect(await page(httpEvent({ claims: null }), lambdaContext)).toMatchObject({ body: 'hello' });
});

test('nothing to say is 204', async () => {
  const route = publicRoute({ run: async () => ({ ok: true, value: undefined }) });
  expect(await route(httpEvent(), lambdaContext)).toEqual({ statusCode: 204 });
});
