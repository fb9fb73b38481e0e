import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bedrockPart } from '../../../local/bedrock/part.ts';
import { type ScriptedModels, scriptedModels } from '../../../test/cloud/scripted-models.ts';
import { startCloud, type TestCloud } from '../../../test/local-cloud/harness.ts';
import type { ModelRequest } from '../../domain/ai/gateway/model.ts';
import { bedrockModel } from './bedrock-model.ts';

let cloud: TestCloud;
let models: ScriptedModels;
beforeAll(async () => {
  cloud = await startCloud({
    stacks: { Empty: { Resources: {} } },
    parts: (context) => [bedrockPart(context)],
  });
  models = scriptedModels(`${cloud.directory}/state`);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const configured = {
  provider: 'bedrock',
  model: 'amazon.nova-micro-v1:0',
  region: 'eu-central-1',
  price: { input: 1, output: 1 },
} as const;
const request: ModelRequest = {
  system: 'Be brief.',
  turns: [{ from: 'user', text: 'What is it called?' }],
  answer: { name: 'suggest_tags', schema: { type: 'object' } },
  maximumTokens: 50,
  callId: 'call-1',
  signal: new AbortController().signal,
};
const ask = (changes: Partial<ModelRequest> = {}, client = new BedrockRuntimeClient({ ...cloud.client })) =>
  bedrockModel(configured, client).ask({ ...request, ...changes });

test('a question goes out with its form as a tool, and the answer is what the tool was given', async () => {
  await models.script([{ answer: { tags: ['mug'] } }]);
  expect(await ask()).toMatchObject({ ok: true, answer: { tags: ['mug'] }, end: 'complete' });
  expect(models.calls().at(-1)?.request).toEqual({
    model: configured.model,
    system: 'Be brief.',
    messages: [{ role: 'user', text: 'What is it called?' }],
    maximumTokens: 50,
    tool: { name: 'suggest_tags', schema: { type: 'object' } },
    metadata: { call: 'call-1' },
  });
});

test('tokens are those that the provider counted', async () => {
  await models.script([{ answer: { tags: ['mug'] } }]);
  const reply = await ask();
  const { inputTokens, outputTokens } = models.calls().at(-1) ?? {};
  expect(reply).toMatchObject({ usage: { input: inputTokens, output: outputTokens } });
});

test('who answers in words instead is taken by the word', async () => {
  await models.script([{ text: '{"tags":[]}' }]);
  expect(await ask()).toMatchObject({ ok: true, answer: '{"tags":[]}' });
});

test('an answer that was cut off says so', async () => {
  await models.script([{ answer: { tags: ['mug'] }, fault: 'truncated' }]);
  expect(await ask()).toMatchObject({ ok: true, end: 'length', usage: { output: 50 } });
});

const nothing = { input: 0, output: 0 };
test.each([
  ['throttled', 'throttled', nothing],
  ['unavailable', 'unavailable', nothing],
  ['internal', 'unavailable', nothing],
  ['timeout', 'timed-out', nothing],
  ['malformed', 'malformed', undefined],
])('a model that is %s is told by what it means', async (fault, reason, usage) => {
  await models.script([{ answer: {}, fault }]);
  expect(await ask()).toEqual({ ok: false, reason, ...(usage ? { usage } : {}) });
});

test('no access, a request that is not to its liking, nobody there, and no answer in time', async () => {
  await models.script([]);
  expect(await ask()).toEqual({ ok: false, reason: 'no-access', usage: nothing });
  await models.script([{ answer: {} }]);
  expect(await ask({ turns: [] })).toEqual({ ok: false, reason: 'refused', usage: nothing });
  const nowhere = new BedrockRuntimeClient({ ...cloud.client, endpoint: 'http://127.0.0.1:9' });
  expect(await ask({}, nowhere)).toEqual({ ok: false, reason: 'unavailable', usage: nothing });
  await models.script([{ answer: {}, delayMs: 2_000 }]);
  expect(await ask({ signal: AbortSignal.timeout(60) })).toEqual({ ok: false, reason: 'given-up' });
});
