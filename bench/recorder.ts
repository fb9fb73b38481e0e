import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchRecorder } from '../cli/browser/launch-recorder.ts';
import { startCaptureServer, testAccount } from '../test/browser/capture-server.ts';
import { type Bench, type Cost, costOfNone, costOfOurs, costOfRrweb } from './recorder-cost.ts';
import { busyPage, livePage } from './recorder-page.ts';
import { clicking, type Work, working } from './recorder-work.ts';
import { type BenchResult, judged, type Measured, percentile } from './result.ts';

/** A multiple of three, so that each recorder is measured as often first, second and last. */
const rounds = 6;

const recorders = { bare: costOfNone, rrweb: costOfRrweb, ours: costOfOurs };
type Round = Record<keyof typeof recorders, Cost>;

/**
 * What recording adds for the person who works, beside `@rrweb/record`, all three in one browser, in turns, with
 * pictures on. Each figure is the median over the rounds of what a round's recorder took beyond its bare page.
 *
 * Everything is the processor time of the page's main thread, whoever spends it. The frames of a click are those from
 * the press until the page shows what came of it: by so much that frame comes later. The second page changes by
 * itself while somebody works in it; there each frame counts, and what was done since the one before. Work outside
 * of the frames of a click, and what a picture takes in the few frames that have one, is in the rows of all time:
 * they are what the machine works more, the others what the person waits more.
 */
export async function benchRecorder(): Promise<BenchResult[]> {
  const pages = createServer(({ url }, response) =>
    response.setHeader('content-type', 'text/html').end(url === '/live' ? livePage : busyPage),
  );
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const server = await startCaptureServer();
  const recorder = await launchRecorder();
  try {
    await recorder.signIn(server.url, testAccount.email, testAccount.password);
    const page = recorder.context.pages()[0] ?? (await recorder.context.newPage());
    const bench = { recorder, server, page };
    const clicks = await inTurns(bench, clicking(`${origin}/`));
    const live = await inTurns(bench, working(`${origin}/live`));
    return compare(clicks, live);
  } finally {
    await recorder.close();
    await server.close();
    pages.close();
  }
}

async function inTurns(bench: Bench, work: Work): Promise<Round[]> {
  const order = ['bare', 'rrweb', 'ours'] as const;
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const costs: Partial<Round> = {};
    for (let turn = 0; turn < order.length; turn++) {
      const name = order[(round + turn) % order.length] ?? 'bare';
      await bench.page.goto(work.page);
      await bench.page.bringToFront();
      await bench.page.waitForTimeout(500);
      costs[name] = await recorders[name](bench, work);
    }
    measured.push(costs as Round);
  }
  return measured;
}

function compare(clicks: readonly Round[], live: readonly Round[]): BenchResult[] {
  const ofClick = ({ clicks: frames }: Cost) => median(frames);
  const perClick = ({ total, clicks: { length } }: Cost) => total / length;
  // Of the bare page: frames that a recorder adds are none to spread its cost over.
  const frames = median(live.map(({ bare }) => bare.frames.length));
  const meanFrame = ({ total }: Cost) => total / frames;
  const medianFrame = (cost: Cost) => median(cost.frames);
  const kilobytes = ({ bytes }: Cost) => bytes / 1024;
  report('frames of a click', clicks, ofClick);
  report('all of a click', clicks, perClick);
  report('median frame of the live page', live, medianFrame);
  report('mean frame of the live page', live, meanFrame);
  return [
    judged(row('added to the frames of a click', clicks, ofClick, 'ms'), { atMost: 0.3 }),
    judged(row('added to the median frame of a live page', live, medianFrame, 'ms'), { atMost: 0.3 }),
    judged(row('added to all main-thread time per click', clicks, perClick, 'ms'), { atMost: 1 }),
    judged(row('added to the mean frame of a live page, pictures and all', live, meanFrame, 'ms'), {
      atMost: 1,
    }),
    judged(row('bytes recorded (without pictures)', clicks, kilobytes, 'KB'), { atMost: 0.15 }),
    judged(row('bytes recorded on a live page (without pictures)', live, kilobytes, 'KB'), { atMost: 0.15 }),
  ];
}

function row(name: string, all: readonly Round[], of: (cost: Cost) => number, unit: string): Measured {
  const added = (recorder: 'rrweb' | 'ours') =>
    median(all.map((round) => of(round[recorder]) - of(round.bare)));
  const ours = Math.max(0, added('ours'));
  return { name: `recorder, ${name}`, ours, peer: added('rrweb'), peerName: '@rrweb/record', unit };
}

function report(name: string, all: readonly Round[], of: (cost: Cost) => number): void {
  if (!process.env.BENCH_VERBOSE) return;
  for (const recorder of ['bare', 'rrweb', 'ours'] as const)
    console.error(name, recorder, all.map((round) => of(round[recorder]).toFixed(2)).join(' '));
}

const median = (values: readonly number[]): number => percentile(values, 0.5);
