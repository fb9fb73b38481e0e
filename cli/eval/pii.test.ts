import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evaluatePii } from './pii.ts';

const folder = mkdtempSync(join(tmpdir(), 'guidewright-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const options = { misses: false, show: false, 'ignore-unknown': false };

interface Report {
  readonly cases: number;
  readonly types: Record<
    string,
    { expected: number; found: number; recall: number; precision: number; exact: number }
  >;
  readonly all: { covered: number };
  readonly misses: unknown[];
  readonly falseAlarms: unknown[];
}
const report = async (content: unknown, given = {}) =>
  (await evaluatePii(file(content), { ...options, ...given })).document as Report;

const mail = { text: 'To jo@x.io', spans: [{ type: 'EMAIL_ADDRESS', start: 3, end: 10 }] };
const missed = { text: 'call me at the usual number', spans: [{ type: 'PHONE_NUMBER', start: 0, end: 4 }] };
const alarm = { text: 'al@x.io', spans: [] };

test('recall and precision are counted for each type, under our names', async () => {
  const { cases, types } = await report([mail, missed, alarm]);
  expect(cases).toBe(3);
  expect(types.email).toEqual({ expected: 1, found: 2, recall: 1, precision: 0.5, exact: 1 });
  expect(types.phone).toMatchObject({ expected: 1, found: 0, recall: 0, precision: null });
});

test('misses are places alone, and their texts only when they may be shown', async () => {
  const places = await report([mail, missed, alarm], { misses: true });
  expect(places.misses).toEqual([{ case: 2, type: 'phone', start: 0, end: 4 }]);
  expect(places.falseAlarms).toEqual([{ case: 3, type: 'email', start: 0, end: 7 }]);
  expect(JSON.stringify(places)).not.toContain('al@x.io');
  const shown = await report([mail, missed, alarm], { misses: true, show: true });
  expect(shown.falseAlarms).toEqual([{ case: 3, type: 'email', start: 0, end: 7, text: 'al@x.io' }]);
});

test('addresses in the web are sought where the set expects them, whatever else stands in them', async () => {
  const text = 'see http://10.0.0.7/a';
  const both = [
    { type: 'URL', start: 4, end: 21 },
    { type: 'IP_ADDRESS', start: 11, end: 19 },
  ];
  const { types } = await report([{ text, spans: both }]);
  expect([types.url, types['ip-address']]).toMatchObject([
    { recall: 1, precision: 1 },
    { recall: 1, precision: 1 },
  ]);
  expect((await report([{ text, spans: both.slice(1) }])).types.url).toBeUndefined();
});

test('a case may say the name of the field and the region', async () => {
  const spans = [{ type: 'AU_TFN', start: 0, end: 9 }];
  const labelled = await report([{ text: '876543210', spans, label: 'TFN' }]);
  expect(labelled.types['au-tfn']).toMatchObject({ recall: 1 });
  const other = await report([{ text: '876543210', spans, label: 'Order number' }]);
  expect(other.types['au-tfn']).toMatchObject({ recall: 0 });
});

test.each([
  ['an unknown type', [mail, { text: 'Acme', spans: [{ type: 'ORG', start: 0, end: 4 }] }], /case 2.*ORG/],
  ['a span beyond its text', [{ text: 'a', spans: [{ type: 'email', start: 0, end: 2 }] }], /case 1.*0–2/],
  ['an empty span', [{ text: 'a', spans: [{ type: 'email', start: 0, end: 0 }] }], /case 1/],
  [
    'a span without an end',
    [mail, { text: 'a', spans: [{ type: 'email', start: 0 }] }],
    /case 2.*spans, entry 1, end/,
  ],
  ['a case without spans', [{ text: 'a' }], /case 1.*spans/],
  ['no list', { text: 'a' }, /list of cases/],
  ['an empty list', [], /no cases/],
  ['no JSON', 'nothing', /not JSON/],
])('%s is refused, and the case is named', async (_, content, complaint) => {
  await expect(report(content)).rejects.toThrow(complaint);
});

test('unknown types can be left out, and what is found in their place with them', async () => {
  const text = 'Acme jo@x.io';
  const set = [{ text, spans: [{ type: 'ORG', start: 0, end: 12 }] }, mail];
  const { types } = await report(set, { 'ignore-unknown': true });
  expect(types.email).toMatchObject({ expected: 1, found: 1, precision: 1 });
});

test('the sets that are shipped are found as well as the product promises', async () => {
  const everyday = (await evaluatePii('test/fixtures/pii/everyday.json', options)).document as Report;
  for (const [type, { recall, precision }] of Object.entries(everyday.types))
    expect([type, recall >= 0.98, precision >= 0.95]).toEqual([type, true, true]);
  expect(Object.keys(everyday.types).length).toBeGreaterThanOrEqual(30);
  const others = (await evaluatePii('test/fixtures/pii/look-alikes.json', options)).document as Report;
  expect(others.types).toEqual({});
});

test('the command prints one document, and refuses with one', () => {
  const run = ['cli/eval.ts', '--pii', file([mail]), '--json'];
  const output = execFileSync(process.execPath, run, { encoding: 'utf8' });
  expect(JSON.parse(output)).toMatchObject({ cases: 1, types: { email: { recall: 1 } } });
  const wrong = spawnSync(process.execPath, ['cli/eval.ts', '--json'], { encoding: 'utf8' });
  expect(wrong.status).toBe(1);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { title: 'Wrong options' } });
});
