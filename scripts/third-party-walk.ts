/**
 * `npx node scripts/third-party-walk.ts FOLDER [--own] [--seed N] [--steps N] [NAME…]`: records a walk of chance, the same for the
 * same seed, through web applications that nobody here wrote, with the extension. Chromium's accessibility tree says
 * what there is to press and what each thing is called. Writes the recordings to `FOLDER/titles-N.json`, for
 * `npm run eval -- --titles`, and prints what that says of each application.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchRecorder } from '../cli/browser/launch-recorder.ts';
import { evaluateTitles } from '../cli/eval/titles.ts';
import { progressOn } from '../cli/progress.ts';
import { CommandError, runCommand } from '../cli/run-command.ts';
import { startCaptureServer } from '../test/browser/capture-server.ts';
import { installPackages } from './third-party/install.ts';
import { serveMounts } from './third-party/serve.ts';
import { ownPages, walkedApplications } from './third-party/walk/applications.ts';
import { randomFrom, seedOf } from './third-party/walk/random.ts';
import { recordWalk, type WalkedRecording } from './third-party/walk/record-walk.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '25' },
    /** Walks through the pages of our own tests instead. */
    own: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const applications = values.own ? ownPages : walkedApplications;
const [folder, ...wanted] = positionals;

await runCommand(values.json, async (told) => {
  if (!folder)
    throw new CommandError(
      'Usage: npx node scripts/third-party-walk.ts FOLDER [--own] [--seed N] [--steps N] [NAME…]',
    );
  const out = resolve(folder);
  const names = wanted.length > 0 ? wanted : Object.keys(applications);
  const unknown = names.filter((name) => !applications[name]);
  if (unknown.length > 0) throw new CommandError(`No such application: ${unknown.join(', ')}`);
  const progress = progressOn(true);
  const server = await startCaptureServer();
  const browser = await launchRecorder();
  const recordings: WalkedRecording[] = [];
  try {
    await browser.signIn(server.url);
    for (const name of names) {
      progress.step(name);
      recordings.push(await recordApplication(name));
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const file = join(out, `${values.own ? 'own' : 'titles'}-${values.seed}.json`);
  await writeFile(file, JSON.stringify({ recordings }, null, 1));
  const { lines, document } = await evaluateTitles(file, {
    misses: true,
    show: true,
    'ignore-unknown': false,
  });
  told.result([...lines, ['recordings', file]], document);

  async function recordApplication(name: string): Promise<WalkedRecording> {
    const walked = applications[name];
    if (!walked) throw new CommandError(`No such application: ${name}`);
    await mkdir(join(out, 'packages'), { recursive: true });
    const { packages: wanted } = walked.application;
    const packages = wanted.length > 0 ? await installPackages(join(out, 'packages'), wanted) : out;
    const site = await serveMounts(await walked.application.mounts(packages));
    try {
      return await recordWalk(browser, server, {
        name,
        start: site.url + walked.start,
        count: Number(values.steps),
        random: randomFrom(seedOf(Number(values.seed), name)),
      });
    } finally {
      site.close();
    }
  }
});
