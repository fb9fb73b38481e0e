import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evaluateTitles } from './titles.ts';

const folder = mkdtempSync(join(tmpdir(), 'guidewright-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

interface Report {
  readonly steps: number;
  readonly usable: number;
  readonly unusable: Record<string, number>;
  readonly names: { given: number; exact: number; agreed: number };
  readonly titles: { given: number; exact: number };
  readonly recordings: { name: string; steps: number }[];
  readonly misses: Record<string, unknown>[];
}

const options = { misses: false, show: false, 'ignore-unknown': false };
const report = async (content: unknown, given = {}) =>
  (await evaluateTitles(file(content), { ...options, ...given })).document as Report;

const page = { url: 'https://shop.example/', title: 'Shop' };
const open = { page, detail: { kind: 'navigate', cause: 'address' } };
const click = (role: string, name: string, more = {}) => ({
  page,
  target: { role, name },
  detail: { kind: 'click', button: 'primary', modifiers: [] },
  ...more,
});
const shop = {
  name: 'shop',
  actions: [
    open,
    click('button', 'Save', { referenceName: 'Save', referenceTitle: 'Click **Save**' }),
    click('link', 'Inbox 3', { referenceName: 'Inbox 3', referenceTitle: 'Open the inbox' }),
    click('button', ''),
  ],
};

test('titles are counted by whether a reader can use them, names and titles by whether they are the given ones', async () => {
  const { steps, usable, unusable, names, titles, recordings } = await report({
    recordings: [shop, { ...shop, name: 'again' }],
  });
  expect([steps, usable, unusable]).toEqual([8, 0.75, { unnamed: 2 }]);
  expect(names).toEqual({ given: 4, leftOut: 0, exact: 0.5, agreed: 1 });
  expect(titles).toEqual({ given: 4, exact: 0.5 });
  expect(recordings.map(({ name, steps }) => [name, steps])).toEqual([
    ['shop', 4],
    ['again', 4],
  ]);
});

test('misses are places and reasons alone, and their texts only when they may be shown', async () => {
  const { misses } = await report(shop, { misses: true });
  expect(misses).toEqual([
    { recording: 'shop', step: 3, action: 3, name: 'agrees', title: 'differs' },
    { recording: 'shop', step: 4, action: 4, unusable: 'unnamed' },
  ]);
  const shown = await report(shop, { misses: true, show: true });
  expect(shown.misses[1]).toMatchObject({ texts: { title: 'Click the button' } });
});

test('a file may be one recording, or no more than its actions', async () => {
  expect((await report(shop)).steps).toBe(4);
  expect((await report(shop.actions)).steps).toBe(4);
});

test.each([
  [
    'an action without a detail',
    { recordings: [shop, { actions: [open, { page }] }] },
    /recording 2, action 2.*detail/,
  ],
  [
    'a target without a role',
    [open, { page, target: { name: 'Save' }, detail: open.detail }],
    /recording 1, action 2.*target, role/,
  ],
  ['a reference that is no text', [{ ...open, referenceName: 3 }], /action 1.*referenceName/],
  [
    'an action of an unknown kind',
    [{ page, detail: { kind: 'clik' } }],
    /recording 1, action 1: Not an action: detail\.kind must be one of click, [a-z, -]+, hover$/,
  ],
  ['an action out of order', [open, { ...open, index: 7 }], /action 2.*index: it is 7/],
  ['a recording without actions', { actions: [] }, /recording 1.*no actions/],
  ['something else', { text: 'a' }, /recordings/],
  ['no JSON', 'nothing', /not JSON/],
])('%s is refused, and its place is named', async (_, content, complaint) => {
  await expect(report(content)).rejects.toThrow(complaint);
});

test('the kinds that are named where one is unknown are those of the documentation', async () => {
  const refused = await report([{ page, detail: { kind: 'clik' } }]).catch(String);
  const [, ofDetail = ''] = readFileSync('docs/evaluation.md', 'utf8').split('| `kind` ');
  const documented = [...ofDetail.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) +\|/gm)].flatMap(
    ([, cell = '']) => cell.replaceAll('`', '').split(', '),
  );
  expect(documented).toContain('drag');
  expect(String(refused).split('one of ')[1]?.split(', ').sort()).toEqual(documented.sort());
});

test('the set that was written by hand is titled as it was, word for word', async () => {
  const path = 'test/fixtures/titles/everyday.json';
  const { usable, titles, misses } = (await evaluateTitles(path, { ...options, misses: true, show: true }))
    .document as Report;
  expect([usable, titles.exact]).toEqual([1, 1]);
  expect(misses.filter(({ name }) => name === 'differs')).toHaveLength(1);
});

test('the pages that were recorded are titled as well as the product promises', async () => {
  const path = 'test/fixtures/titles/own-pages.json';
  const { steps, usable, names } = (await evaluateTitles(path, options)).document as Report;
  expect(steps).toBeGreaterThanOrEqual(50);
  expect(usable).toBeGreaterThanOrEqual(0.97);
  expect(names.agreed).toBeGreaterThanOrEqual(0.97);
});

test('the command prints one document, and refuses with one', () => {
  const run = ['cli/eval.ts', '--titles', file(shop), '--json'];
  const output = execFileSync(process.execPath, run, { encoding: 'utf8' });
  expect(JSON.parse(output)).toMatchObject({ steps: 4, usable: 0.75 });
  const wrong = spawnSync(process.execPath, ['cli/eval.ts', '--titles', '/nowhere', '--json'], {
    encoding: 'utf8',
  });
  expect(wrong.status).toBe(1);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { title: 'The recordings are wrong' } });
});
