/**
 * `npx node scripts/third-party-trial.ts FOLDER [NAME…]`: installs applications that nobody here wrote into
 * `FOLDER/packages`, serves them on this machine, records each script of `test/fixtures/recorder` with the
 * extension, prints every title and writes each guide and its pictures' contact sheets to `FOLDER`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Cloud, useCloud } from '../cli/cloud/use-cloud.ts';
import { recordScript } from '../cli/guide/record-script.ts';
import { pointAt, readScript } from '../cli/player/read-script.ts';
import { progressOn } from '../cli/progress.ts';
import { CommandError, runCommand } from '../cli/run-command.ts';
import { titleText } from '../lib/contracts/compose/title.ts';
import type { GuideStep } from '../lib/contracts/guides/guide.ts';
import { applications } from './third-party/applications.ts';
import { contactSheet } from './third-party/contact-sheet.ts';
import { installPackages } from './third-party/install.ts';
import { serveMounts } from './third-party/serve.ts';

const sheetSize = 12;
const [folder, ...wanted] = process.argv.slice(2);

await runCommand(false, async () => {
  if (!folder) throw new CommandError('Usage: npx node scripts/third-party-trial.ts FOLDER [NAME…]');
  const out = resolve(folder);
  const names = wanted.length > 0 ? wanted : Object.keys(applications);
  const unknown = names.filter((name) => !applications[name]);
  if (unknown.length > 0) throw new CommandError(`No such application: ${unknown.join(', ')}`);
  const progress = progressOn(true);
  const cloud = await useCloud(progress);
  try {
    for (const name of names) await record(cloud, name, out);
  } finally {
    await cloud.stop();
  }
});

async function record(cloud: Cloud, name: string, out: string): Promise<void> {
  const application = applications[name];
  if (!application) return;
  const packages = await installPackages(join(out, 'packages'), application.packages);
  const site = await serveMounts(await application.mounts(packages));
  try {
    const script = await readScript(
      new URL(`../test/fixtures/recorder/${name}.recorder.json`, import.meta.url),
    );
    const { published, stopped } = await recordScript(cloud, pointAt(script, site.url), progressOn(true), {
      keepTyped: true,
      headless: true,
    });
    const { guide, guideUrl } = published;
    console.log(`\n${name}: ${guide.title}\n  ${guide.description ?? ''}`);
    for (const [place, { title }] of guide.steps.entries()) console.log(`  ${place + 1}. ${title}`);
    if (stopped) console.log(`  STOPPED: ${stopped.message}`);
    await mkdir(join(out, name), { recursive: true });
    await writeFile(join(out, name, 'guide.json'), JSON.stringify(guide, null, 2));
    console.log(`  ${guideUrl}`);
    await writeSheets(guide.steps, join(out, name));
  } finally {
    site.close();
  }
}

/** Cropped pictures as a reader sees them, then the whole ones. */
async function writeSheets(steps: readonly GuideStep[], out: string): Promise<void> {
  for (const kind of ['url', 'fullUrl'] as const) {
    const shown = await Promise.all(
      steps.map(async ({ title, screenshot }, place) => ({
        caption: `${place + 1}. ${titleText(title)}`,
        picture: screenshot ? await download(screenshot[kind]) : undefined,
      })),
    );
    for (let from = 0; from < shown.length; from += sheetSize) {
      const file = `${kind === 'url' ? 'cropped' : 'whole'}-${String(from / sheetSize + 1)}.png`;
      await writeFile(join(out, file), await contactSheet(shown.slice(from, from + sheetSize)));
    }
  }
}

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`A picture answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
