import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cruise, cruise } from '../../cli/checks/boundaries.ts';

/** One offence for each rule: file → its content. */
const planted: Record<string, Record<string, string>> = {
  'contracts-import-nothing': { 'lib/contracts/a/one.ts': "import '../../domain/a/two.ts';" },
  'domain-stays-pure': {
    'lib/domain/a/two.ts': "import '../b/other.ts';",
    'lib/domain/b/other.ts': 'export {};',
  },
  'adapters-know-their-domain': { 'lib/adapters/a/three.ts': "import '../../domain/b/other.ts';" },
  'runtime-knows-contracts': { 'lib/runtime/four.ts': "import '../domain/b/other.ts';" },
  'functions-wire-their-context': { 'functions/a/five.ts': "import '../../lib/domain/b/other.ts';" },
  'stacks-see-only-env-types': { 'lib/stacks/six.ts': "import '../../functions/a/five.ts';" },
  'extension-knows-contracts': { 'extension/seven.ts': "import '../lib/domain/b/other.ts';" },
  'web-knows-contracts': { 'web/eight.ts': "import '../lib/domain/b/other.ts';" },
  'local-cloud-knows-no-product': { 'local/nine.ts': "import '../lib/domain/b/other.ts';" },
  'cli-drives-from-outside': { 'cli/ten.ts': "import '../lib/domain/b/other.ts';" },
  'evaluation-judges-rules': {
    'cli/eval/thirteen.ts': "import '../../lib/adapters/a/three.ts';",
  },
  'domain-without-sdk': {
    'lib/domain/a/eleven.ts': "import '@aws-sdk/client-s3';",
    'node_modules/@aws-sdk/client-s3/package.json': '{"name":"@aws-sdk/client-s3","main":"index.js"}',
    'node_modules/@aws-sdk/client-s3/index.js': '',
  },
  'browser-safe': { 'lib/domain/compose/twelve.ts': "import 'node:fs';" },
  'no-cycles': {
    'lib/domain/b/ring.ts': "import './gnir.ts';",
    'lib/domain/b/gnir.ts': "import './ring.ts';",
  },
  resolvable: { 'lib/domain/b/lost.ts': "import './nowhere.ts';" },
};

let folder: string;
let found: Cruise;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidewright-boundaries-'));
  for (const [path, content] of Object.values(planted).flatMap((files) => Object.entries(files))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await cp('package.json', join(folder, 'package.json'));
  found = await cruise(['lib', 'functions', 'extension', 'web', 'local', 'cli'], folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(Object.keys(planted))('the rule %s catches the violation planted for it', (rule) => {
  expect(found.violations.map((violation) => violation.rule)).toContain(rule);
});

test('every rule of the configuration has a planted violation', async () => {
  const address = new URL('../../.dependency-cruiser.mjs', import.meta.url).href;
  const { default: config } = (await import(address)) as { default: { forbidden: { name: string }[] } };
  expect(config.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(planted).sort());
});
