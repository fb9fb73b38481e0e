/**
 * `npm start [-- --fresh --port N --json --no-guide --plan NAME --models FILE]`: the whole product on this machine, with
 * a first guide recorded for real, unless told to do without, and with the language models that the file names.
 */
import { readFile } from 'node:fs/promises';
import { planNames } from '../lib/contracts/metering/plan.ts';
import { whenAbandoned } from './cloud/abandoned-cloud.ts';
import { startCloud } from './cloud/use-cloud.ts';
import { firstGuide, makeFirstGuide } from './guide/first-guide.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';
import { type SampleShop, serveSampleShop } from './sample-shop/serve.ts';

const usage = 'Usage: npm start [-- --fresh --port N --json --no-guide --plan NAME --models FILE]';

/** After the six ports of the cloud. */
const shopPort = 6;

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
  let shop: SampleShop | undefined;
  try {
    // It goes on serving, since the steps of the first guide lead there.
    shop = values.guide ? await serveSampleShop(port + shopPort) : undefined;
    const known = await firstGuide(cloud);
    const guideUrl = known ?? (shop ? await makeFirstGuide(cloud, shop.url, progress) : null);
    const { email, password, apiKey } = cloud.seed;
    progress.result(
      [
        ['editor', cloud.edgeUrl],
        ['guide', guideUrl ?? 'none yet'],
        ...(shop ? [['shop', shop.url] as const] : []),
        ['api', cloud.apiUrl],
        ['mail', cloud.mailUrl],
        ['sign in', `${email}  ${password}`],
        ['api key', apiKey],
      ],
      {
        editorUrl: cloud.edgeUrl,
        guideUrl,
        ...(shop ? { shopUrl: shop.url } : {}),
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
    await shop?.close();
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
