import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { launchRecorder, type RecorderBrowser } from '../cli/browser/launch-recorder.ts';
import { type CaptureServer, startCaptureServer, testAccount } from '../test/browser/capture-server.ts';
import { type MainThreadTimes, traceMainThread } from './frame-times.ts';
import { busyPage, changesPerClick } from './recorder-page.ts';
import { type BenchResult, judged, type Measured, percentile } from './result.ts';

const rounds = 3;
/** Clicks of each round that are not counted (code is compiled, caches are filled), and that are. */
const warmUp = 5;
const counted = 16;
/** Milliseconds, as a practised person works: the pointer rests, the button is held, the result is looked at. */
const rest = 150;
const held = 60;
const reading = 600;

/** What one recorder cost and produced over the same trusted input on the same page. */
interface Cost {
  /** Milliseconds of each click's frames, from the press until the page shows what came of it. */
  readonly frames: readonly number[];
  /** Main-thread milliseconds per click, whenever they were spent. */
  readonly total: number;
  /** JSON of what was recorded; pictures are not events and are counted on neither side. */
  readonly bytes: number;
}

/**
 * What recording adds for the person who works, beside `@rrweb/record`, all three in one browser, in turns, with
 * pictures on.
 *
 * Added frame time is the processor time that the page's main thread spends between a press and the end of the
 * frame that shows what came of the click, whoever spends it: by so much that frame comes later. The median over
 * the clicks of all rounds, less the same of the bare page. What is done outside of these frames (idle work,
 * paints that a picture forces while the person reads) lengthens none of them; it is in the second row, which is
 * all of the main thread's time per click.
 */
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
      costs.bare.push({ ...(await clickThrough(page)), bytes: 0 });
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
  const frame = (costs: readonly Cost[]) => median(costs.flatMap(({ frames }) => frames));
  const total = (costs: readonly Cost[]) => median(costs.map((cost) => cost.total));
  const bytes = (costs: readonly Cost[]) => median(costs.map((cost) => cost.bytes)) / 1024;
  const row = (name: string, of: (costs: readonly Cost[]) => number, unit: string): Measured => ({
    name: `recorder, ${name}`,
    ours: Math.max(0, of(ours) - of(bare)),
    peer: of(rrweb) - of(bare),
    peerName: '@rrweb/record',
    unit,
  });
  if (process.env.BENCH_VERBOSE) {
    for (const [name, costs] of Object.entries({ bare, rrweb, ours }))
      console.error(name, 'frame', frame(costs), 'total', costs.map((cost) => cost.total).join(' '));
  }
  return [
    judged(row('added to the frames of a click', frame, 'ms'), { atMost: 0.3 }),
    judged(row('added to all main-thread time per click', total, 'ms'), { atMost: 1 }),
    judged(row('bytes recorded (without pictures)', bytes, 'KB'), { atMost: 0.15 }),
  ];
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

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
  const times = await clickThrough(page);
  const bytes = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'recorded')).length);
  return { ...times, bytes };
}

async function measureOurs(recorder: RecorderBrowser, server: CaptureServer, page: Page): Promise<Cost> {
  const sent = server.batches.length;
  await recorder.start({ keepTyped: true });
  await page.bringToFront();
  const times = await clickThrough(page);
  await recorder.finish();
  await recorder.panel.getByRole('button', { name: 'Record another' }).click();
  const actions = server.batches.slice(sent).flatMap((batch) => batch.actions);
  const events = actions.map(({ thumbnail: _picture, ...action }) => action);
  const seen = events.filter(({ detail }) => detail.kind === 'click').length;
  const expected = warmUp + counted;
  if (seen < expected) {
    const { recording } = await recorder.state();
    throw new Error(
      `The recorder saw ${seen} of ${expected} clicks (${actions.length} actions, ${recording?.phase})`,
    );
  }
  return { ...times, bytes: JSON.stringify(events).length };
}

/** Clicks all over the page with the browser's own mouse. */
async function clickThrough(page: Page): Promise<MainThreadTimes> {
  const session = await page.context().newCDPSession(page);
  await clickOn(page, 0, warmUp);
  const times = await traceMainThread(session, () => clickOn(page, warmUp, counted));
  await session.detach();
  const changed = await page.evaluate(() => Number(document.body.dataset.changes));
  if (changed < (warmUp + counted) * changesPerClick)
    throw new Error('The page of the bench did not see every click');
  if (times.frames.length < counted)
    throw new Error(`The trace shows the frames of ${times.frames.length} of ${counted} clicks`);
  return { ...times, total: times.total / counted };
}

async function clickOn(page: Page, first: number, count: number): Promise<void> {
  for (let click = first; click < first + count; click++) {
    const x = 40 + (click % 8) * 150;
    const y = 21 + (Math.floor(click / 8) % 8) * 41;
    await page.mouse.move(x, y, { steps: 6 });
    await page.waitForTimeout(rest);
    await page.mouse.click(x, y, { delay: held });
    await page.waitForTimeout(reading);
  }
}
