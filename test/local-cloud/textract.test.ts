import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type Block,
  DetectDocumentTextCommand,
  StartDocumentTextDetectionCommand,
  TextractClient,
} from '@aws-sdk/client-textract';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { textractPart } from '../../local/textract/part.ts';
import { functionRole, lambdaFunction, startCloud, type TestCloud } from './harness.ts';

const reader = `
export const handler = async ({ picture }) => {
  const { TextractClient, DetectDocumentTextCommand } = await import(process.env.SDK);
  const client = new TextractClient({ maxAttempts: 1 });
  const Document = { Bytes: Buffer.from(picture, 'base64') };
  return client.send(new DetectDocumentTextCommand({ Document })).then(
    ({ Blocks }) => ({ words: Blocks.filter(({ BlockType }) => BlockType === 'WORD').map(({ Text }) => Text) }),
    ({ name, message }) => ({ name, message }),
  );
};`;
const sdk = new URL('../../node_modules/@aws-sdk/client-textract/dist-cjs/index.js', import.meta.url).href;
const mayRead = { Effect: 'Allow', Action: 'textract:DetectDocumentText', Resource: '*' };

let cloud: TestCloud;
let textract: TextractClient;

beforeAll(async () => {
  const environment = { Environment: { Variables: { SDK: sdk } } };
  cloud = await startCloud({
    parts: (context) => [...dataParts(context), textractPart(context)],
    functions: { reader },
    stacks: {
      Media: {
        Resources: {
          ReaderRole: functionRole(mayRead),
          Reader: lambdaFunction('reader', 'ReaderRole', { FunctionName: 'reader', ...environment }),
          StrangerRole: functionRole(),
          Stranger: lambdaFunction('reader', 'StrangerRole', { FunctionName: 'stranger', ...environment }),
        },
      },
    },
  });
  textract = new TextractClient(cloud.client);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());
afterEach(() => rmSync(script(), { force: true }));

const script = () => join(cloud.directory, 'state', 'textract', 'script.json');
function failing(...answers: readonly object[]): void {
  mkdirSync(join(script(), '..'), { recursive: true });
  writeFileSync(script(), JSON.stringify({ answers }));
}

/** Two lines of text, the second white on blue. */
function page(first = 'Order number 4711', second = 'Ship to Jane'): Promise<Buffer> {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="240">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="40" y="70" font-family="sans-serif" font-size="30" fill="#6c757d">${first}</text>
      <rect x="400" y="140" width="320" height="60" rx="8" fill="#0d6efd"/>
      <text x="420" y="180" font-family="sans-serif" font-size="30" fill="#ffffff">${second}</text>
    </svg>`),
  )
    .png()
    .toBuffer();
}

const detect = (Bytes: Uint8Array) => textract.send(new DetectDocumentTextCommand({ Document: { Bytes } }));
const ofType = (blocks: readonly Block[] | undefined, type: string) =>
  (blocks ?? []).filter(({ BlockType }) => BlockType === type);

test('a picture’s lines and words are read with their places, light text on dark ground as well', async () => {
  const { Blocks, DocumentMetadata, DetectDocumentTextModelVersion } = await detect(await page());
  expect([DocumentMetadata?.Pages, DetectDocumentTextModelVersion]).toEqual([1, '1.0']);
  const lines = ofType(Blocks, 'LINE');
  expect(lines.map(({ Text }) => Text)).toEqual(['Order number 4711', 'Ship to Jane']);
  const [pageBlock] = ofType(Blocks, 'PAGE');
  expect(pageBlock?.Relationships).toEqual([{ Type: 'CHILD', Ids: lines.map(({ Id }) => Id) }]);
  const words = new Map(ofType(Blocks, 'WORD').map((word) => [word.Id, word]));
  const second = lines[1]?.Relationships?.[0]?.Ids?.map((id) => words.get(id));
  expect(second?.map((word) => word?.Text)).toEqual(['Ship', 'to', 'Jane']);
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = second?.[0]?.Geometry?.BoundingBox ?? {};
  expect(Left * 800).toBeGreaterThan(410);
  expect((Left + Width) * 800).toBeLessThan(500);
  expect(Top * 240).toBeGreaterThan(145);
  expect((Top + Height) * 240).toBeLessThan(200);
  expect(second?.[0]).toMatchObject({ TextType: 'PRINTED' });
  expect(second?.[0]?.Confidence).toBeGreaterThan(60);
});

test('a picture without text has a page and nothing on it', async () => {
  const blank = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#dddddd' } })
    .jpeg()
    .toBuffer();
  expect((await detect(blank)).Blocks?.map(({ BlockType }) => BlockType)).toEqual(['PAGE']);
});

test('a line is read once, wherever it stands, and what is remembered of it tells nothing without the picture', async () => {
  const name = 'Confidential 8152';
  await detect(await page(name, 'Close'));
  const file = join(cloud.directory, 'state', 'textract', 'readings.sqlite');
  const kept = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
  expect(kept.length).toBeGreaterThan(4_000);
  for (const word of name.split(' ')) expect(kept.includes(word)).toBe(false);
  const moved = await sharp(await page(name, 'Close'))
    .extend({ top: 37, left: 11, background: '#ffffff' })
    .png()
    .toBuffer();
  const known = remembered(file);
  const { Blocks } = await detect(moved);
  expect(ofType(Blocks, 'LINE').map(({ Text }) => Text)).toEqual([name, 'Close']);
  expect(remembered(file)).toBe(known);
  await detect(await page('Something else 2093', 'Elsewhere'));
  expect(remembered(file)).toBe(known + 2);
});

function remembered(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS lines FROM readings').get();
  database.close();
  return Number(row?.lines);
}

test('what Textract refuses is refused under the same names', async () => {
  const png = await page();
  const noise = await sharp(randomBytes(1_400 * 1_400 * 3), {
    raw: { width: 1_400, height: 1_400, channels: 3 },
  })
    .png()
    .toBuffer();
  expect(noise.length).toBeGreaterThan(5 * 1024 * 1024);
  await expect(detect(noise)).rejects.toMatchObject({ name: 'DocumentTooLargeException' });
  await expect(detect(Buffer.from('<svg/>'))).rejects.toMatchObject({
    name: 'UnsupportedDocumentException',
    message: 'Request has unsupported document format',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(detect(png.subarray(0, png.length / 2))).rejects.toMatchObject({
    name: 'BadDocumentException',
  });
  const wide = await sharp({ create: { width: 10_001, height: 20, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await expect(detect(wide)).rejects.toMatchObject({ name: 'BadDocumentException' });
  await expect(textract.send(new DetectDocumentTextCommand({ Document: undefined }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('what is left out here says so', async () => {
  await expect(detect(Buffer.from('%PDF-1.7'))).rejects.toThrow(/does not support Textract documents in PDF/);
  const inBucket = { S3Object: { Bucket: 'bucket', Name: 'page.png' } };
  await expect(textract.send(new DetectDocumentTextCommand({ Document: inBucket }))).rejects.toThrow(
    /does not support Textract documents that lie in S3/,
  );
  await expect(
    textract.send(new StartDocumentTextDetectionCommand({ DocumentLocation: inBucket })),
  ).rejects.toThrow(/does not support the operation textract:StartDocumentTextDetection/);
});

test('only a role that may, reads', async () => {
  const event = { picture: (await page()).toString('base64') };
  const invoke = async (name: string) => (await cloud.invoke(name, event)) as { payload?: unknown };
  expect((await invoke('reader')).payload).toEqual({
    words: ['Order', 'number', '4711', 'Ship', 'to', 'Jane'],
  });
  expect((await invoke('stranger')).payload).toMatchObject({ name: 'AccessDeniedException' });
});

test.each([
  ['throttled', 'ProvisionedThroughputExceededException', 400],
  ['slow-down', 'ThrottlingException', 429],
  ['unavailable', 'ServiceUnavailableException', 503],
  ['internal', 'InternalServerError', 500],
] as const)('told to, it fails as %s, so often as told', async (fault, name, status) => {
  failing({ fault, times: 1 });
  const png = await page();
  await expect(detect(png)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  expect(ofType((await detect(png)).Blocks, 'LINE')).toHaveLength(2);
});

test('told to, it answers late, with half of its answer, or with what is none', async () => {
  const png = await page();
  failing({ delayMs: 300, times: 1 }, { fault: 'truncated', times: 1 }, { fault: 'malformed', times: 1 });
  const startedAt = performance.now();
  expect(ofType((await detect(png)).Blocks, 'LINE')).toHaveLength(2);
  expect(performance.now() - startedAt).toBeGreaterThan(290);
  await expect(detect(png)).rejects.toMatchObject({ name: 'SyntaxError' });
  expect((await detect(png)).Blocks).toEqual([{ BlockType: 'WORD' }]);
});

test('told to, it says what is there whatever the picture shows, and then reads again', async () => {
  const words = [{ text: '4929645727989263', left: 0.125, top: 0.5, width: 0.5, height: 0.03125 }];
  failing({ words, times: 1 });
  const { Blocks } = await detect(await page());
  expect(ofType(Blocks, 'LINE').map(({ Text }) => Text)).toEqual(['4929645727989263']);
  expect(ofType(Blocks, 'WORD')[0]?.Geometry?.BoundingBox).toMatchObject({
    Left: 0.125,
    Top: 0.5,
    Width: 0.5,
  });
  expect(ofType((await detect(await page())).Blocks, 'LINE')).toHaveLength(2);
});
