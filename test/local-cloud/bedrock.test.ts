import { join } from 'node:path';
import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bedrockPart } from '../../local/bedrock/part.ts';
import { countTokens } from '../../local/bedrock/tokens.ts';
import { dataParts } from '../../local/data/index.ts';
import { type ScriptedModels, scriptedModels } from '../cloud/scripted-models.ts';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

const asker = `
export const handler = async ({ modelId }) => {
  const { BedrockRuntimeClient, ConverseCommand } = await import(process.env.SDK);
  const client = new BedrockRuntimeClient({ maxAttempts: 1 });
  const messages = [{ role: 'user', content: [{ text: 'Hello' }] }];
  return client.send(new ConverseCommand({ modelId, messages })).then(
    ({ stopReason }) => ({ stopReason }),
    ({ name, message }) => ({ name, message }),
  );
};`;
const sdk = new URL('../../node_modules/@aws-sdk/client-bedrock-runtime/dist-cjs/index.js', import.meta.url)
  .href;
const nova = 'amazon.nova-micro-v1:0';
const inEurope = `eu.${nova}`;
const profileArn = `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/${inEurope}`;
const mayAsk = [
  { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: profileArn },
  {
    Effect: 'Allow',
    Action: 'bedrock:InvokeModel',
    Resource: `arn:aws:bedrock:*::foundation-model/${nova}`,
    Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } },
  },
];

let cloud: TestCloud;
let models: ScriptedModels;
let bedrock: BedrockRuntimeClient;

beforeAll(async () => {
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), bedrockPart(context)],
    functions: { asker },
    stacks: {
      Ai: {
        Resources: {
          AskerRole: functionRole(...mayAsk),
          Asker: lambdaFunction('asker', 'AskerRole', {
            FunctionName: 'asker',
            Environment: { Variables: { SDK: sdk } },
          }),
        },
      },
    },
  });
  models = scriptedModels(join(cloud.directory, 'state'));
  bedrock = new BedrockRuntimeClient(cloud.client);
});
afterAll(async () => {
  await models?.stop();
  await cloud?.[Symbol.asyncDispose]();
});

const tool = {
  tools: [{ toolSpec: { name: 'answer', inputSchema: { json: { type: 'object' } } } }],
  toolChoice: { tool: { name: 'answer' } },
};
const question: ConverseCommandInput = {
  modelId: nova,
  system: [{ text: 'Be brief.' }],
  messages: [{ role: 'user', content: [{ text: 'What is it called?' }] }],
};
const ask = (more: Partial<ConverseCommandInput> = {}, client = bedrock) =>
  client.send(new ConverseCommand({ ...question, ...more }));

test('without a script the account has access to no model', async () => {
  await expect(ask()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: "You don't have access to the model with the specified model ID.",
    $metadata: { httpStatusCode: 403 },
  });
  expect(models.calls()).toEqual([]);
});

describe('with a script', () => {
  beforeEach(() => models.script([{ text: 'A mug.' }]));

  test.each([
    ['HTTP/2, which the client speaks by itself', () => new BedrockRuntimeClient(cloud.client)],
    [
      'HTTP/1',
      () =>
        new BedrockRuntimeClient({
          ...cloud.client,
          requestHandler: new DynamoDBClient(cloud.client).config.requestHandler,
        }),
    ],
  ])('a model answers over %s, and its tokens are counted', async (_name, client) => {
    const answered = await ask({}, client());
    expect(answered.output?.message).toEqual({ role: 'assistant', content: [{ text: 'A mug.' }] });
    expect(answered.stopReason).toBe('end_turn');
    const input = countTokens('Be brief.\nWhat is it called?\n');
    expect(answered.usage).toEqual({
      inputTokens: input,
      outputTokens: countTokens('A mug.'),
      totalTokens: input + countTokens('A mug.'),
    });
  });

  test('it answers into the tool that it is made to use', async () => {
    await models.script([{ answer: { name: 'Mug', sizes: [1, 2.5, null] } }]);
    const { output, stopReason } = await ask({ toolConfig: tool });
    expect(output?.message?.content?.[0]?.toolUse).toMatchObject({
      name: 'answer',
      input: { name: 'Mug', sizes: [1, 2.5, null] },
    });
    expect(stopReason).toBe('tool_use');
  });

  test('the first line that fits answers, as often as it may, and then the endpoint', async () => {
    const lines = [
      { when: { contains: 'nobody asks' }, text: 'a' },
      { when: { model: 'another.model' }, text: 'b' },
      { when: { contains: 'called' }, text: 'c', times: 2 },
    ];
    await models.script(lines, ({ model, messages }) => ({ text: `${model}: ${messages[0]?.text}` }));
    const texts = [];
    for (let call = 0; call < 3; call++) texts.push((await ask()).output?.message?.content?.[0]?.text);
    expect(texts).toEqual(['c', 'c', `${nova}: What is it called?`]);
  });

  test('whatever reaches a model is in the log, with what it is counted as', async () => {
    const before = models.calls().length;
    await ask({ requestMetadata: { call: 'call-1' } });
    const [logged] = models.calls().slice(before);
    expect(logged).toMatchObject({
      outcome: 'end_turn',
      request: {
        model: nova,
        system: 'Be brief.',
        messages: [{ role: 'user', text: 'What is it called?' }],
        metadata: { call: 'call-1' },
      },
      outputTokens: countTokens('A mug.'),
    });
  });
});

describe('a fault', () => {
  test.each([
    ['throttled', 'ThrottlingException', 429],
    ['unavailable', 'ServiceUnavailableException', 503],
    ['internal', 'InternalServerException', 500],
    ['timeout', 'ModelTimeoutException', 408],
  ])('%s is an error by name, and costs nothing', async (fault, name, status) => {
    await models.script([{ fault }]);
    await expect(ask()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(models.calls().at(-1)).toMatchObject({ outcome: name, inputTokens: 0, outputTokens: 0 });
  });

  test('malformed is an answer that cannot be read, and was counted', async () => {
    await models.script([{ text: 'A mug.', fault: 'malformed' }]);
    await expect(ask()).rejects.toMatchObject({ name: 'SyntaxError' });
    expect(models.calls().at(-1)?.outputTokens).toBeGreaterThan(0);
  });

  test('truncated stops at the most tokens, as an answer that is too long does', async () => {
    await models.script([
      { answer: { name: 'Mug' }, fault: 'truncated', times: 1 },
      { text: 'word '.repeat(50) },
    ]);
    const cut = await ask({ toolConfig: tool, inferenceConfig: { maxTokens: 7 } });
    expect([cut.stopReason, cut.usage?.outputTokens]).toEqual(['max_tokens', 7]);
    const long = await ask({ inferenceConfig: { maxTokens: 7 } });
    expect([long.stopReason, long.usage?.outputTokens]).toEqual(['max_tokens', 7]);
  });

  test('slow answers late, and whoever does not wait that long was counted all the same', async () => {
    await models.script([{ text: 'A mug.', delayMs: 300 }]);
    const begun = performance.now();
    await ask();
    expect(performance.now() - begun).toBeGreaterThan(290);
    const before = models.calls().length;
    const hurried = bedrock.send(new ConverseCommand(question), { abortSignal: AbortSignal.timeout(60) });
    await expect(hurried).rejects.toMatchObject({ name: 'AbortError' });
    expect(models.calls().slice(before)).toMatchObject([{ outcome: 'end_turn' }]);
  });

  test('can be had by the gateway’s own switch as well', async () => {
    await models.script([{ text: 'A mug.' }]);
    const error = { code: 'ThrottlingException', status: 429 };
    const fault = cloud.faults.fail({ action: 'bedrock:InvokeModel', error, times: 1 });
    await expect(ask()).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect([fault.struck(), (await ask()).stopReason]).toEqual([1, 'end_turn']);
  });
});

describe('a request is refused', () => {
  test.each<[string, Partial<ConverseCommandInput>]>([
    ['identifier is invalid', { modelId: 'No Model' }],
    ['start with a user message', { messages: [{ role: 'assistant', content: [{ text: 'I' }] }] }],
    [
      'alternate between user and assistant',
      { messages: ['a', 'b'].map((text) => ({ role: 'user', content: [{ text }] })) },
    ],
    ['is blank', { messages: [{ role: 'user', content: [{ text: ' ' }] }] }],
    ['requestMetadata', { requestMetadata: { call: 'a|b' } }],
    [
      'does not support guardrailConfig',
      { guardrailConfig: { guardrailIdentifier: 'g', guardrailVersion: '1' } },
    ],
    ['supports one tool', { toolConfig: { tools: tool.tools } }],
  ])('that is not as it should be: %s', async (message, more) => {
    await models.script([{ text: 'A mug.' }]);
    await expect(ask(more)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  test('for another operation, by name', async () => {
    await expect(bedrock.send(new ConverseStreamCommand(question))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: `The local cloud does not support bedrock POST /model/${encodeURIComponent(nova)}/converse-stream`,
    });
  });

  test('whose signature is not right', async () => {
    const client = new BedrockRuntimeClient({
      ...cloud.client,
      credentials: { ...cloud.client.credentials, secretAccessKey: 'wrong' },
    });
    await expect(ask({}, client)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  test('for a model that the role does not name; through the profile that it names the model is asked', async () => {
    await models.script([{ text: 'A mug.' }]);
    expect(await cloud.invoke('asker', { modelId: inEurope })).toMatchObject({
      ok: true,
      payload: { stopReason: 'end_turn' },
    });
    for (const modelId of [nova, 'anthropic.claude-haiku-4-5-20251001-v1:0', `us.${nova}`])
      expect(await cloud.invoke('asker', { modelId })).toMatchObject({
        ok: true,
        payload: {
          name: 'AccessDeniedException',
          message: expect.stringContaining('is not authorized to perform: bedrock:InvokeModel'),
        },
      });
  });
});
