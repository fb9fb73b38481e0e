/**
 * `npm start [-- --fresh --port N --json --no-guide --plan NAME --models FILE]`: the whole product on this machine, with
 * a first guide recorded for real, unless told to do without, and with the language models that the file names.
 */
import { planNames } from '../lib/contracts/metering/plan.ts';
import { whenAbandoned } from './cloud/abandoned-cloud.ts';
import { readModels } from './cloud/read-models.ts';
import { startCloud } from './cloud/use-cloud.ts';
import { firstGuide, makeFirstGuide } from './guide/first-guide.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';
import { type SampleShop, serveSampleShop } from './sample-shop/serve.ts';

const words = {
  usage: 'Usage: npm start [-- --fresh --port N --json --no-guide --plan NAME --models FILE]',
  help: `Starts the whole product on this machine, records a first guide, and serves until Ctrl+C.

  --fresh        forgets everything that was kept and begins anew
  --port N       the first of seven ports, from 1024 to 65000 (4400 unless said otherwise)
  --json         one JSON document with the addresses on standard output
  --no-guide     without the sample shop and the first guide
  --plan NAME    of the company that is there at first: ${planNames.join(', ')}
  --models FILE  a JSON file with a list of language models that better the titles: see README.md`,
};

/** After the six ports of the cloud. */
const shopPort = 6;

const { values } = readOptions(words, {
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
