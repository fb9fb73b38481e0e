import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAiCompatibleModel } from './openai-compatible-model.ts';

interface Asked {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly messages: unknown; readonly [member: string]: unknown };
}

let answer: (response: ServerResponse) => void;
let asked: Asked[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    asked.push({ url: request.url, headers: request.headers, body });
    answer(response);
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const says = (body: unknown, status = 200) => {
  answer = (response) =>
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
};
const completion = (content: string, more: object = {}) => ({
  choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }],
  usage: { prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 },
  ...more,
});
const ask = (signal = new AbortController().signal, at = url) =>
  openAiCompatibleModel(
    { provider: 'openai-compatible', model: 'own-model', url: at, price: { input: 0, output: 0 } },
    async () => 'key-1',
  ).ask({
    system: 'Be brief.',
    turns: [{ from: 'user', text: 'What is it called?' }],
    answer: { name: 'suggest_tags', schema: { type: 'object' } },
    maximumTokens: 50,
    callId: 'call-1',
    signal,
  });

test('a question goes out as the chat completions of OpenAI have it, and the answer comes with its tokens', async () => {
  says(completion('{"tags":["mug"]}'));
  expect(await ask()).toEqual({
    ok: true,
    answer: '{"tags":["mug"]}',
    end: 'complete',
    usage: { input: 11, output: 3 },
  });
  expect(asked).toMatchObject([{ url: '/v1/chat/completions', headers: { authorization: 'Bearer key-1' } }]);
  expect(asked[0]?.body).toEqual({
    model: 'own-model',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is it called?' },
    ],
    max_tokens: 50,
    temperature: 0,
    user: 'call-1',
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'suggest_tags', strict: true, schema: { type: 'object' } },
    },
  });
});

test.each([
  ['length', 'length'],
  ['content_filter', 'withheld'],
  [null, 'complete'],
])('an answer that ended by %s says so', async (finish_reason, end) => {
  says(completion('{}', { choices: [{ finish_reason, message: { content: '{}' } }] }));
  expect(await ask()).toMatchObject({ ok: true, end });
});

test('a server that does not count says nothing of tokens', async () => {
  says(completion('{}', { usage: null }));
  expect(await ask()).toMatchObject({ ok: true, usage: undefined });
});

const nothing = { input: 0, output: 0 };
describe('a refusal is told by what it means, and cost nothing', () => {
  test.each([
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [401, 'no-access'],
    [404, 'no-access'],
    [400, 'refused'],
    [408, 'timed-out'],
  ])('%i', async (status, reason) => {
    says({ error: { message: 'no' } }, status);
    expect(await ask()).toEqual({ ok: false, reason, usage: nothing });
  });

  test('nobody there', async () => {
    expect(await ask(undefined, 'http://127.0.0.1:3/v1')).toEqual({
      ok: false,
      reason: 'unavailable',
      usage: nothing,
    });
  });
});

describe('of what cannot be read nobody knows the cost:', () => {
  test.each([
    ['no JSON', 'oops'],
    ['no choices', { choices: [] }],
    ['another form', { error: 'no' }],
  ])('%s', async (_what, body) => {
    says(body);
    expect(await ask()).toEqual({ ok: false, reason: 'malformed' });
  });

  test('an answer without end', async () => {
    answer = (response) => {
      response.writeHead(200);
      response.write(' '.repeat(3 * 1024 * 1024));
    };
    expect(await ask()).toEqual({ ok: false, reason: 'unavailable' });
  });

  test('an answer that does not come in time', async () => {
    answer = () => {};
    expect(await ask(AbortSignal.timeout(50))).toEqual({ ok: false, reason: 'given-up' });
  });

  test('one that leads elsewhere is not followed', async () => {
    answer = (response) => response.writeHead(302, { location: `${url}/elsewhere` }).end();
    expect(await ask()).toEqual({ ok: false, reason: 'unavailable' });
    expect(asked).toHaveLength(1);
  });
});
