import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CDPSession, Page } from 'playwright-core';
import { launchRecorder, type RecorderBrowser } from '../cli/browser/launch-recorder.ts';
import { type CaptureServer, startCaptureServer, testAccount } from '../test/browser/capture-server.ts';
import { busyPage, changesPerClick } from './recorder-page.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const clicks = 60;
const rounds = 3;

/** What one recorder cost and produced over the same trusted input on the same page. */
interface Cost {
  /** Main-thread milliseconds per click, everything that the page and the recorder did. */
  readonly task: number;
  /** JSON of what was recorded; pictures are not events and are counted on neither side. */
  readonly bytes: number;
}

/** Added main-thread time and bytes of the extension beside `@rrweb/record`, all three in one browser, in turns. */
export async function benchRecorder(): Promise<BenchResult[]> {
  const pages = createServer((_, response) => response.setHeader('content-type', 'text/html').end(busyPage));
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/`;
  const server = await startCaptureServer();
  const recorder = await launchRecorder();
  try {
    await recorder.signIn(server.url, testAccount.email, testAccount.password);
    const page = recorder.context.pages()[0] ?? (await recorder.context.newPage());
    const costs: Record<'bare' | 'rrweb' | 'ours', Cost[]> = { bare: [], rrweb: [], ours: [] };
    for (let round = 0; round < rounds; round++) {
      await open(page, url);
      costs.bare.push({ task: await clickThrough(page), bytes: 0 });
      await open(page, url);
      costs.rrweb.push(await measureRrweb(page));
      await open(page, url);
      costs.ours.push(await measureOurs(recorder, server, page));
    }
    return compare(costs.bare, costs.rrweb, costs.ours);
  } finally {
    await recorder.close();
    await server.close();
    pages.close();
  }
}

function compare(bare: readonly Cost[], rrweb: readonly Cost[], ours: readonly Cost[]): BenchResult[] {
  const median = (costs: readonly Cost[], of: keyof Cost) =>
    percentile(
      costs.map((cost) => cost[of]),
      0.5,
    );
  const base = median(bare, 'task');
  const added = {
    name: 'recorder, added main-thread time per click',
    ours: Math.max(0, median(ours, 'task') - base),
    peer: median(rrweb, 'task') - base,
    peerName: '@rrweb/record',
    unit: 'ms',
  };
  const bytes = {
    name: 'recorder, bytes recorded (without pictures)',
    ours: median(ours, 'bytes') / 1024,
    peer: median(rrweb, 'bytes') / 1024,
    peerName: '@rrweb/record',
    unit: 'KB',
  };
  if (process.env.BENCH_VERBOSE)
    console.error({ base, rrweb: median(rrweb, 'task'), ours: median(ours, 'task') });
  return [judged(added, { atMost: 0.3 }), judged(bytes, { atMost: 0.15 })];
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.bringToFront();
  await page.waitForTimeout(500);
}

async function measureRrweb(page: Page): Promise<Cost> {
  await page.evaluate(await readFile('node_modules/@rrweb/record/umd/record.min.js', 'utf8'));
  await page.evaluate(() => {
    const events: unknown[] = [];
    const found = Reflect.get(window, 'rrwebRecord') ?? Reflect.get(window, 'rrweb');
    const record = typeof found === 'function' ? found : Reflect.get(found, 'record');
    record({ emit: (event: unknown) => events.push(event) });
    Reflect.set(window, 'recorded', events);
  });
  const task = await clickThrough(page);
  const bytes = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'recorded')).length);
  return { task, bytes };
}

async function measureOurs(recorder: RecorderBrowser, server: CaptureServer, page: Page): Promise<Cost> {
  const sent = server.batches.length;
  await recorder.start({ keepTyped: true });
  await page.bringToFront();
  const task = await clickThrough(page);
  await recorder.finish();
  await recorder.panel.getByRole('button', { name: 'Record another' }).click();
  const actions = server.batches.slice(sent).flatMap((batch) => batch.actions);
  const events = actions.map(({ thumbnail: _picture, ...action }) => action);
  const seen = events.filter(({ detail }) => detail.kind === 'click').length;
  if (process.env.BENCH_VERBOSE)
    console.error(actions.map((a) => a.detail.kind).join(' '), server.batches.length, sent);
  if (seen < clicks) throw new Error(`The recorder saw ${seen} of ${clicks} clicks`);
  return { task, bytes: JSON.stringify(events).length };
}

/** Clicks all over the page with the browser's own mouse; answers main-thread milliseconds per click. */
async function clickThrough(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const before = await taskMilliseconds(session);
  for (let click = 0; click < clicks; click++) {
    const x = 60 + (click % 8) * 140;
    const y = 40 + (Math.floor(click / 8) % 8) * 40;
    await page.mouse.move(x, y, { steps: 6 });
    await page.waitForTimeout(30);
    await page.mouse.click(x, y);
    await page.waitForTimeout(90);
  }
  await page.waitForTimeout(600);
  const changed = await page.evaluate(() => Number(document.body.dataset.changes));
  if (changed < clicks * changesPerClick) throw new Error('The page of the bench did not see every click');
  return ((await taskMilliseconds(session)) - before) / clicks;
}

async function taskMilliseconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}
