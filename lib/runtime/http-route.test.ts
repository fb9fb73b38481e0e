import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { admitted, httpEvent, lambdaContext } from '../../test/fakes/http-event.ts';
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
    caller: { userId: 'usr_1', tenantId: 'tnt_1', kind: 'user', role: 'owner' },
    id: 'rec_1',
  });
});

test('what a person is called reaches the work, where the front door knows it', async () => {
  const reply = await send({ name: 'a' }, { admission: { ...admitted, userName: 'Ada' } });
  expect(JSON.parse(reply.body ?? '').caller).toMatchObject({ userId: 'usr_1', userName: 'Ada' });
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

test('a path that was asked for is shown as a URI, in which nothing is markup', async () => {
  const rawPath = '/v1/<script>alert("1")</script>\n\ud800/é%2F\'';
  const problem = problemOf(await send({ name: 'a' }, { pathParameters: { id: 'x' }, rawPath }));
  const shown = '/v1/%3Cscript%3Ealert(%221%22)%3C/script%3E%0A%EF%BF%BD/%C3%A9%2F%27';
  expect(problem).toMatchObject({ instance: shown, detail: `There is nothing at ${shown}.` });
});

test('what stands in a share link is not repeated', async () => {
  const rawPath = '/s/https://elsewhere.example';
  const unknown = await send({ name: 'a' }, { pathParameters: { id: 'x' }, rawPath });
  expect(problemOf(unknown)).toMatchObject({ instance: '/s/', detail: 'There is nothing at /s/.' });
});

test('without an admission there is no caller', async () => {
  const problem = problemOf(await send({ name: 'a' }, { admission: null }));
  expect(problem.status).toBe(401);
  expect(problem.headers['www-authenticate']).toMatch(/^Bearer /);
});

const rate = { policy: 'tenant', quota: 600, window: 60, remaining: 0, reset: 7 };
const home = 'https://api.eu.example';

test.each([
  [{ decision: 'unauthenticated', reason: 'expired' }, 401, 'unauthorized'],
  [{ decision: 'deny', reason: 'built-in/tenant-wall' }, 403, 'forbidden'],
  [{ decision: 'hide' }, 404, 'not-found'],
  [{ decision: 'limited', rate: JSON.stringify(rate) }, 429, 'rate-limited'],
  [{ decision: 'elsewhere', home }, 307, 'elsewhere'],
  [{ decision: 'unavailable' }, 503, 'unavailable'],
] as const)('whoever gets %j at the door is answered with %i %s', async (admission, status, name) => {
  const problem = problemOf(await send({ name: 'a' }, { admission }));
  expect(problem).toMatchObject({ status, type: `https://guidewright.dev/problems/${name}` });
  expect(JSON.stringify(problem)).not.toContain('tenant-wall');
});

test('whoever is refused is told what it would take, as far as the front door says', async () => {
  const denied = { decision: 'deny', reason: 'built-in/without-scope-guides:write' } as const;
  const told = { requiredScope: 'guides:write', detail: 'That takes an API key with the scope.' } as const;
  expect(problemOf(await send({ name: 'a' }, { admission: { ...denied, ...told } }))).toMatchObject(told);
  const byRole = { ...denied, requiredRole: 'admin' } as const;
  expect(problemOf(await send({ name: 'a' }, { admission: byRole }))).toMatchObject({
    requiredRole: 'admin',
  });
  const byPolicy = { ...denied, policies: 'one other' };
  const problem = problemOf(await send({ name: 'a' }, { admission: byPolicy }));
  expect(problem).toMatchObject({ policies: ['one', 'other'] });
  expect(problem).not.toHaveProperty('requiredRole');
});

test('what is no admission lets nobody in', async () => {
  for (const admission of [{}, { decision: 'allow' }, { ...admitted, tenantId: 1 }])
    expect(problemOf(await send({ name: 'a' }, { admission: admission as never })).status).toBe(401);
});

test('whoever has used up the plan learns when to come again, whoever is admitted what is left', async () => {
  const limited = await send(
    { name: 'a' },
    { admission: { decision: 'limited', rate: JSON.stringify(rate) } },
  );
  const fields = { 'ratelimit-policy': '"tenant";q=600;w=60', ratelimit: '"tenant";r=0;t=7' };
  expect(limited.headers).toMatchObject({ ...fields, 'retry-after': '7' });
  const left = JSON.stringify({ ...rate, remaining: 9 });
  for (const body of [{ name: 'Ada' }, { name: 'too long' }])
    expect((await send(body, { admission: { ...admitted, rate: left } })).headers).toMatchObject({
      ...fields,
      ratelimit: '"tenant";r=9;t=7',
    });
});

test('a tenant of another region is sent there, with path and query, and nowhere else', async () => {
  const sent = await send(
    { name: 'a' },
    { admission: { decision: 'elsewhere', home }, rawPath: '/v1/a\r\nb', rawQueryString: 'x=1' },
  );
  expect(sent.headers?.location).toBe(`${home}/v1/a%0D%0Ab?x=1`);
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
  const secret = new Error('the secret is open-sesame');
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const internal = problemOf(await failing(secret));
  expect(internal.status).toBe(500);
  const busy = problemOf(await failing(Object.assign(new Error(), { name: 'ThrottlingException' })));
  expect(busy.status).toBe(503);
  const everything = JSON.stringify([internal, busy, said.mock.calls, written.mock.calls]);
  expect(everything).toContain('REQUEST_FAILED');
  expect(everything).not.toContain('open-sesame');
  vi.restoreAllMocks();
});

test('an answer that is not JSON is made by the route', async () => {
  const page = publicRoute({
    run: async () => ({ ok: true, value: 'hello' }),
    reply: (value) => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: value }),
  });
  expect(await page(httpEvent({ admission: null }), lambdaContext)).toMatchObject({ body: 'hello' });
});

test('nothing to say is 204', async () => {
  const route = publicRoute({ run: async () => ({ ok: true, value: undefined }) });
  expect(await route(httpEvent(), lambdaContext)).toEqual({ statusCode: 204 });
});
