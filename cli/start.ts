/**
 * `npm start [-- --fresh --port N --json --no-guide --plan NAME --models FILE]`: the whole product on this machine, with
 * a first guide recorded for real, unless told to do without, and with the language models that the file names.
 */
import { readFile } from 'node:fs/promises';
import { planNames } from '../lib/contracts/metering/plan.ts';
import { findChromium } from './browser/find-chromium.ts';
import { whenAbandoned } from './cloud/abandoned-cloud.ts';
import { writeState } from './cloud/state.ts';
import { type Cloud, startCloud } from './cloud/use-cloud.ts';
import { publishWithLink } from './guide/publish-with-link.ts';
import { recordScript } from './guide/record-script.ts';
import { pointAt, readScript } from './player/read-script.ts';
import type { Progress } from './progress.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';
import { serveSampleShop } from './sample-shop/serve.ts';

const usage = 'Usage: npm start [-- --fresh --port N --json --no-guide --plan NAME --models FILE]';

const { values } = readOptions(usage, {
  options: {
    fresh: { type: 'boolean', default: false },
    port: { type: 'string', default: '4400' },
    json: { type: 'boolean', default: false },
    guide: { type: 'boolean', default: true },
    plan: { type: 'string', default: 'STARTER' },
    models: { type: 'string' },
  },
  allowNegative: true,
});

await runCommand(values.json, async (progress) => {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
    throw new CommandError(`--port takes a whole number from 1024 to 65000, not ${values.port}`);
  }
  const plan = planNames.find((name) => name === values.plan);
  if (!plan) throw new CommandError(`--plan takes one of ${planNames.join(', ')}, not ${values.plan}`);
  const models = values.models === undefined ? undefined : await readModels(values.models);
  const cloud = await startCloud(progress, { port, fresh: values.fresh, plan, models });
  try {
    const known = await firstGuide(cloud);
    const guideUrl = known ?? (values.guide ? await makeFirstGuide(cloud, progress) : null);
    const { email, password, apiKey } = cloud.seed;
    progress.result(
      [
        ['editor', cloud.edgeUrl],
        ['guide', guideUrl ?? 'none yet'],
        ['api', cloud.apiUrl],
        ['mail', cloud.mailUrl],
        ['sign in', `${email}  ${password}`],
        ['api key', apiKey],
      ],
      {
        editorUrl: cloud.edgeUrl,
        guideUrl,
        apiUrl: cloud.apiUrl,
        mailUrl: cloud.mailUrl,
        email,
        password,
        apiKey,
      },
    );
    progress.step('Serving. Press Ctrl+C to stop.');
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
      void whenAbandoned().then(resolve);
    });
  } finally {
    await cloud.stop();
  }
});

/** As `models` of lib/config/deployments.json; what is wrong with them is told when the stacks are synthesized. */
async function readModels(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`--models takes a JSON file with a list of models: ${String(error)}`);
  }
}

/** The first guide's link, unless it was revoked or its guide deleted since. */
async function firstGuide({ seed }: Cloud): Promise<string | undefined> {
  if (!seed.guideUrl) return undefined;
  const { status } = await fetch(seed.guideUrl, { redirect: 'manual' });
  return status === 302 ? seed.guideUrl : undefined;
}

/** Records an order in the sample shop; where no Chromium can run, imports the same script and says so. */
async function makeFirstGuide(cloud: Cloud, progress: Progress): Promise<string> {
  const shop = await serveSampleShop();
  try {
    const script = pointAt(
      await readScript(new URL('./sample-shop/order.recorder.json', import.meta.url)),
      shop.url,
    );
    const published = (await findChromium())
      ? await recordFirst(cloud, script, progress)
      : await importFirst(cloud, script, progress);
    await writeState('seed.json', { ...cloud.seed, guideUrl: published.guideUrl });
    return published.guideUrl;
  } finally {
    await shop.close();
  }
}

async function recordFirst(cloud: Cloud, script: Awaited<ReturnType<typeof readScript>>, progress: Progress) {
  progress.step('Placing an order in the sample shop, which becomes the first guide');
  const { published, stopped } = await recordScript(cloud, script, progress, {
    keepTyped: true,
    headless: true,
  });
  if (stopped)
    throw new CommandError(`The sample order could not be recorded. ${stopped.message}`, { cause: stopped });
  return published;
}

async function importFirst(cloud: Cloud, script: Awaited<ReturnType<typeof readScript>>, progress: Progress) {
  progress.step('No Chromium on this machine: the first guide is imported from a script and has no pictures');
  const { recordingId } = await cloud.api.importRecorder(script, 'link');
  return publishWithLink(cloud.api, recordingId, progress);
}
