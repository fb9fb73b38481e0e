import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ComprehendClient,
  DetectPiiEntitiesCommand,
  DetectSentimentCommand,
} from '@aws-sdk/client-comprehend';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { comprehendDetector } from '../../lib/adapters/redaction/comprehend-detector.ts';
import { comprehendPart } from '../../local/comprehend/part.ts';
import { dataParts } from '../../local/data/index.ts';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

const detector = `
export const handler = async ({ Text }) => {
  const { ComprehendClient, DetectPiiEntitiesCommand } = await import(process.env.SDK);
  const client = new ComprehendClient({ maxAttempts: 1 });
  return client.send(new DetectPiiEntitiesCommand({ Text, LanguageCode: 'en' })).then(
    ({ Entities }) => ({ found: Entities.length }),
    ({ name }) => ({ name }),
  );
};`;
const sdk = new URL('../../node_modules/@aws-sdk/client-comprehend/dist-cjs/index.js', import.meta.url).href;
const mayDetect = { Effect: 'Allow', Action: 'comprehend:DetectPiiEntities', Resource: '*' };

let cloud: TestCloud;
let comprehend: ComprehendClient;

beforeAll(async () => {
  const environment = { Environment: { Variables: { SDK: sdk } } };
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), comprehendPart(context)],
    functions: { detector },
    stacks: {
      Ai: {
        Resources: {
          DetectorRole: functionRole(mayDetect),
          Detector: lambdaFunction('detector', 'DetectorRole', { FunctionName: 'detector', ...environment }),
          StrangerRole: functionRole(),
          Stranger: lambdaFunction('detector', 'StrangerRole', { FunctionName: 'stranger', ...environment }),
        },
      },
    },
  });
  comprehend = new ComprehendClient(cloud.client);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());
afterEach(() => rmSync(script(), { force: true }));

const script = () => join(cloud.directory, 'state', 'comprehend', 'script.json');
function say(content: object): void {
  mkdirSync(join(script(), '..'), { recursive: true });
  writeFileSync(script(), JSON.stringify(content));
}
const names = { entities: [{ text: 'Qhutumo', type: 'NAME' }] };
const detect = (Text: string, LanguageCode = 'en') =>
  comprehend.send(new DetectPiiEntitiesCommand({ Text, LanguageCode: LanguageCode as 'en' }));
const soon = () => Date.now() + 1_000;

test('it finds what its script names, by code points, and nothing without one', async () => {
  expect((await detect('Ask Qhutumo')).Entities).toEqual([]);
  say({ entities: [...names.entities, { text: '7 May', type: 'DATE_TIME', score: 0.5 }] });
  expect((await detect('🎉 7 May: Qhutumo')).Entities).toEqual([
    { BeginOffset: 2, EndOffset: 7, Score: 0.5, Type: 'DATE_TIME' },
    { BeginOffset: 9, EndOffset: 16, Score: 0.999, Type: 'NAME' },
  ]);
});

test('the detector of the product reads its answers', async () => {
  say(names);
  expect(await comprehendDetector('en', comprehend).detect(['Save', '🎉 Qhutumo'], soon())).toEqual([
    [],
    [{ kind: 'person-name', start: 3, end: 10, confidence: 0.999 }],
  ]);
});

test('what Comprehend refuses is refused under the same names', async () => {
  await expect(detect('')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(detect('Hallo', 'de')).rejects.toMatchObject({ name: 'UnsupportedLanguageException' });
  await expect(detect('Hallo', 'xx')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(detect('語'.repeat(33_334))).rejects.toMatchObject({
    name: 'TextSizeLimitExceededException',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(
    comprehend.send(new DetectSentimentCommand({ Text: 'Fine', LanguageCode: 'en' })),
  ).rejects.toThrow(/does not support the operation comprehend:DetectSentiment/);
});

test('only a role that may, detects', async () => {
  say(names);
  const invoke = async (name: string) =>
    (await cloud.invoke(name, { Text: 'Qhutumo' })) as { payload?: unknown };
  expect((await invoke('detector')).payload).toEqual({ found: 1 });
  expect((await invoke('stranger')).payload).toMatchObject({ name: 'AccessDeniedException' });
});

test.each([
  ['throttled', 'TooManyRequestsException', 400],
  ['slow-down', 'ThrottlingException', 429],
  ['unavailable', 'ServiceUnavailableException', 503],
  ['internal', 'InternalServerException', 500],
] as const)('told to, it fails as %s, so often as told', async (fault, name, status) => {
  say({ ...names, answers: [{ fault, times: 1 }] });
  await expect(detect('Qhutumo')).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  expect((await detect('Qhutumo')).Entities).toHaveLength(1);
});

test.each([
  ['late', { delayMs: 400 }],
  ['half', { fault: 'truncated' }],
  ['no', { fault: 'malformed' }],
])('of %s answer the detector of the product makes a fault, in its time', async (_sentence, answer) => {
  say({ ...names, answers: [answer] });
  const begun = performance.now();
  await expect(comprehendDetector('en', comprehend).detect(['Qhutumo'], Date.now() + 200)).rejects.toThrow();
  expect(performance.now() - begun).toBeLessThan(390);
});
