import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { standardPolicy } from '../../lib/domain/media/redaction/standard-policy.ts';
import { readExpectedPictures } from './redaction/expected-boxes.ts';
import { judgePicture } from './redaction/judge-picture.ts';
import { openWorkshop } from './redaction/workshop.ts';

const shipped = 'test/fixtures/redaction';
const folder = mkdtempSync(join(tmpdir(), 'guidewright-redaction-'));
afterAll(() => rmSync(folder, { recursive: true }));

let folders = 0;
/** A folder with a plain picture and these files. */
async function pictures(files: Readonly<Record<string, unknown>>): Promise<string> {
  folders += 1;
  const path = join(folder, String(folders));
  cpSync(shipped, path, { recursive: true, filter: (file) => !/\.(webp|json)$/.test(file) });
  const plain = sharp({ create: { width: 200, height: 100, channels: 3, background: '#fff' } });
  await plain.png().toFile(join(path, 'order.png'));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function run(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/eval.ts', ...options], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('nothing is left of the shipped pictures, and the command says so', () => {
  const output = execFileSync(process.execPath, ['cli/eval.ts', '--redaction', shipped, '--json'], {
    encoding: 'utf8',
  });
  const { all, pictures: judged } = JSON.parse(output);
  expect(all).toMatchObject({ pictures: 6, blocked: 0, expected: 46, covered: 46, leaks: 0, blank: 0 });
  expect([all.legible, all.overcovered]).toEqual([19, 0]);
  expect(judged[0]).toMatchObject({ picture: 'page-1.webp', status: 'made', leaks: [] });
  expect(output).not.toContain('@');
}, 120_000);

test('control: where nothing is burnt in, every box is a leak', async () => {
  const [first] = await readExpectedPictures(shipped);
  if (!first) throw new Error('there are no pictures');
  await using workshop = await openWorkshop({ ...standardPolicy, find: () => [] });
  const { leaks, expected, covered } = await judgePicture(workshop, first);
  expect([expected, covered, leaks.length]).toEqual([9, 0, 9]);
  expect(new Set(leaks.map(({ state }) => state))).toEqual(new Set(['left']));
}, 60_000);

test('control: where everything is burnt in, all that is to stay legible is told', async () => {
  const picture = (await readExpectedPictures(shipped)).find(({ legible }) => legible.length > 0);
  if (!picture) throw new Error('there is no such picture');
  await using workshop = await openWorkshop({
    ...standardPolicy,
    find: (text) => [{ kind: 'term', start: 0, end: text.length }],
  });
  const { leaks, legible, overcovered } = await judgePicture(workshop, picture);
  expect([leaks.length, overcovered.length]).toEqual([0, legible]);
}, 60_000);

test('boxes stand beside their picture, or together under the pictures’ names, in either form', async () => {
  const box = { x: 1, y: 2, width: 30, height: 10 };
  for (const files of [
    { 'order.json': [{ kind: 'card', box }] },
    { 'order.png.json': { boxes: [{ kind: 'card', box: [1, 2, 30, 10] }] } },
    { 'all.json': { 'order.png': [{ kind: 'card', box }] } },
    { 'all.json': [{ picture: 'order.png', scale: 1, boxes: [{ kind: 'card', box }] }] },
  ])
    expect(await readExpectedPictures(await pictures(files))).toMatchObject([
      { picture: 'order.png', scale: 1, masks: [], boxes: [{ kind: 'card', box }] },
    ]);
});

test.each([
  ['no boxes', {}, 'There are no boxes for this picture'],
  ['no JSON', { 'order.json': '[{' }, 'not a JSON list or object'],
  ['a box without extent', { 'order.json': [[1, 2, 0, 10]] }, 'Not a list of boxes'],
  ['a list that names no picture', { 'all.json': [{ boxes: [] }] }, 'Entry 1 does not say of which picture'],
  ['a picture that is not there', { 'all.json': { 'other.png': [] } }, 'There is no picture other.png'],
])('a folder with %s is refused, and it is said why', async (_what, files, message) => {
  await expect(readExpectedPictures(await pictures(files))).rejects.toThrow(message);
});

test('a folder that is not there, or a box outside of its picture, ends the command with one sentence', async () => {
  const missing = run('--redaction', join(folder, 'nowhere'), '--json');
  expect([missing.status, JSON.parse(missing.stdout).error.title]).toEqual([1, 'The pictures are wrong']);
  const outside = await pictures({ 'order.json': [[500, 2, 20, 10]] });
  expect(run('--redaction', outside).stderr).toContain(
    'lies outside of the picture, which has 200 × 100 pixels',
  );
});
