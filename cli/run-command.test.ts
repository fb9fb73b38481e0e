import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'guidewright-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, ...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...options], { encoding: 'utf8' });
  return { status, stdout, stderr };
}
function script(content: string): string {
  const file = join(folder, 'script.json');
  writeFileSync(file, content);
  return file;
}

test.each([
  ['cli/import.ts', [join(folder, 'none.json')], 1, 'The script cannot be read'],
  ['cli/import.ts', [script('{"title": 1}')], 1, 'Not a DevTools Recorder script'],
  ['cli/import.ts', ['--what'], 2, 'Wrong options'],
  ['cli/record.ts', [], 1, 'Wrong options'],
  ['cli/start.ts', ['--port', '1'], 1, 'The command could not be carried out'],
  ['bench/main.ts', ['nothing'], 1, 'Wrong options'],
])('%s %j --json fails with one document on standard output', (command, options, status, title) => {
  const ended = run(command, ...options, '--json');
  expect(ended.status).toBe(status);
  expect(JSON.parse(ended.stdout)).toMatchObject({ error: { title, detail: expect.any(String) } });
  expect(ended.stderr).not.toBe('');
});

test('without --json a failure is a sentence on standard error alone', () => {
  const ended = run('cli/import.ts', script('not json'));
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('is not JSON');
  expect(ended.stderr).not.toContain('    at ');
});

test.each([
  ...['start', 'record', 'import', 'audit', 'eval', 'test', 'package-extension'].map(
    (name) => `cli/${name}.ts`,
  ),
  'bench/main.ts',
])('%s says what it is for', (command) => {
  expect(run(command, '--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^Usage: npm .+\n\n.+/s),
  });
});

test.each(['cli/test.ts', 'cli/package-extension.ts'])('%s says which option it does not know', (command) => {
  const { status, stdout, stderr } = run(command, '--what');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Unknown option '--what'\nUsage: npm [^\n]+\n$/);
});

test('models that cannot be are refused in one line, before anything is built', () => {
  const ended = run('cli/start.ts', '--models', script('[{"provider": "openai"}]'));
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr.trim()).toMatch(
    /^--models .+script\.json: model 1: provider must be bedrock or openai-compatible$/,
  );
});
