import { findChromium } from '../browser/find-chromium.ts';
import { writeState } from '../cloud/state.ts';
import type { Cloud } from '../cloud/use-cloud.ts';
import type { Script } from '../player/play-script.ts';
import { pointAt, readScript } from '../player/read-script.ts';
import type { Progress } from '../progress.ts';
import { CommandError } from '../run-command.ts';
import { publishWithLink } from './publish-with-link.ts';
import { recordScript } from './record-script.ts';

/** The first guide's link, unless it was revoked or its guide deleted since. */
export async function firstGuide({ seed, edgeUrl }: Cloud): Promise<string | undefined> {
  if (!seed.guideUrl) return undefined;
  // The product may serve at another port this time.
  const guideUrl = new URL(new URL(seed.guideUrl).pathname, edgeUrl).href;
  const { status } = await fetch(guideUrl, { redirect: 'manual' });
  return status === 302 ? guideUrl : undefined;
}

/** Records an order in the sample shop; where no Chromium can run, imports the same script and says so. */
export async function makeFirstGuide(cloud: Cloud, shopUrl: string, progress: Progress): Promise<string> {
  const script = pointAt(
    await readScript(new URL('../sample-shop/order.recorder.json', import.meta.url)),
    shopUrl,
  );
  const make = (await findChromium()) ? recordFirst : importFirst;
  const { guideUrl } = await make(cloud, script, progress);
  await writeState('seed.json', { ...cloud.seed, guideUrl });
  return guideUrl;
}

async function recordFirst(cloud: Cloud, script: Script, progress: Progress) {
  progress.step('Placing an order in the sample shop, which becomes the first guide');
  const { published, stopped } = await recordScript(cloud, script, progress, {
    keepTyped: true,
    headless: true,
  });
  if (stopped)
    throw new CommandError(`The sample order could not be recorded. ${stopped.message}`, { cause: stopped });
  return published;
}

async function importFirst(cloud: Cloud, script: Script, progress: Progress) {
  progress.step('No Chromium on this machine: the first guide is imported from a script and has no pictures');
  const { recordingId } = await cloud.api.importRecorder(script, 'link');
  return publishWithLink(cloud.api, recordingId, progress);
}
