import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchRecorder } from '../cli/browser/launch-recorder.ts';
import { startCaptureServer } from '../test/browser/capture-server.ts';
import { parts } from './frame-times.ts';
import { type Bench, type Cost, costOfNone, costOfOurs, costOfRrweb } from './recorder-cost.ts';
import { busyPage, livePage } from './recorder-page.ts';
import { clicking, type Work, working } from './recorder-work.ts';
import { type BenchResult, judged, type Measured, percentile } from './result.ts';

/** A multiple of three, so that each recorder is measured as often first, second and last. */
const rounds = 3;

/** What is less cannot be told from none; a peer that seems to make the page quicker is no reason to be content. */
const least = 0.001;

const recorders = { bare: costOfNone, rrweb: costOfRrweb, ours: costOfOurs };
type Round = Record<keyof typeof recorders, Cost>;

/**
 * What recording adds for the person who works, beside `@rrweb/record`, all three in one browser, in turns, with
 * pictures on. Each figure is a median over the rounds, in processor time of the page's main thread.
 *
 * The frames of a click are those from the press until the page shows what came of it: by so much that frame comes
 * later. The second page changes by itself while somebody works in it; there each frame counts, and what was done
 * since the one before: all of them, moves of the pointer included, and those alone in which a timer of the page ran.
 *
 * “Script of the recorder” is what the trace shows as calls of functions that are not the page's, the styles and
 * layouts that these force, and all microtasks with the records of changes that the browser makes for them. It is
 * what the goals are set for, because it can be told from noise: the bare page itself takes some 20 ms for the frames
 * of a click and differs by 2 to 5 ms from one round to the next, more than any recorder adds. What it leaves out is what
 * the browser does besides: noting changes while the page makes them, and layouts that are done again later.
 * “Added, whoever spends it” has all of that, as the difference to the bare page of the same round, with its noise.
 *
 * Before the figures it says what each recorder's time goes to: script, layout, paint, memory (collecting garbage) and
 * other, which is tasks and messages for the most part, with the least and the most of the rounds. Paint is the bare
 * page's own, in as many frames with a recorder as without: what it differs by is noise.
 *
 * Work outside of the frames of a click, and what a picture takes in the few frames that have one, is in the rows of
 * all time and of the mean frame: they are what the machine works more, the others what the person waits more.
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
    await recorder.signIn(server.url);
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
  const scriptOfClick = ({ clicks: frames }: Cost) => median(frames.map(({ foreign }) => foreign));
  const scriptOfFrame = ({ frames }: Cost) => median(frames.map(({ foreign }) => foreign));
  const scriptOfChange = ({ frames }: Cost) =>
    median(frames.filter(({ isOfPage }) => isOfPage).map(({ foreign }) => foreign));
  const ofClick = ({ clicks: frames }: Cost) => median(frames.map(({ whole }) => whole));
  const perClick = ({ total, clicks: { length } }: Cost) => total / length;
  // Of the bare page: frames that a recorder adds are none to spread its cost over.
  const frames = median(live.map(({ bare }) => bare.frames.length));
  const meanFrame = ({ total }: Cost) => total / frames;
  const medianFrame = (cost: Cost) => median(cost.frames.map(({ whole }) => whole));
  const kilobytes = ({ bytes }: Cost) => bytes / 1024;
  reportParts('a click', clicks, ({ clicks: { length } }) => length);
  reportParts('a frame of the live page', live, () => frames);
  report('script in the frames of a click', clicks, scriptOfClick);
  report('script in the median frame of the live page', live, scriptOfFrame);
  report('script in the frames of changes of the live page', live, scriptOfChange);
  report('frames of a click', clicks, ofClick);
  report('all of a click', clicks, perClick);
  report('median frame of the live page', live, medianFrame);
  report('mean frame of the live page', live, meanFrame);
  return [
    judged(row('script of the recorder in the frames of a click', clicks, scriptOfClick, 'ms'), {
      atMost: 0.3,
    }),
    judged(row('script of the recorder in the median frame of a live page', live, scriptOfFrame, 'ms'), {
      atMost: 0.3,
    }),
    judged(
      row(
        'script of the recorder in the median frame that a live page changes by itself',
        live,
        scriptOfChange,
        'ms',
      ),
      { atMost: 0.3 },
    ),
    judged(row('added to the frames of a click, whoever spends it', clicks, ofClick, 'ms'), { atMost: 1 }),
    judged(row('added to the median frame of a live page, whoever spends it', live, medianFrame, 'ms'), {
      atMost: 1,
    }),
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
  const peer = Math.max(least, added('rrweb'));
  return { name: `recorder, ${name}`, ours, peer, peerName: '@rrweb/record', unit };
}

/** Where the time goes that a recorder adds, for whoever wants less of it. */
function reportParts(of: string, all: readonly Round[], count: (cost: Cost) => number): void {
  for (const recorder of ['rrweb', 'ours'] as const) {
    const shares = parts.map((part) => {
      const added = all.map((round) => {
        const spent = (cost: Cost) => cost.parts[part] / count(cost);
        return spent(round[recorder]) - spent(round.bare);
      });
      return `${part} ${median(added).toFixed(2)} (${Math.min(...added).toFixed(2)} to ${Math.max(...added).toFixed(2)})`;
    });
    console.error(`${recorder} adds to ${of}, ms: ${shares.join(', ')}`);
  }
}

function report(name: string, all: readonly Round[], of: (cost: Cost) => number): void {
  if (!process.env.BENCH_VERBOSE) return;
  for (const recorder of ['bare', 'rrweb', 'ours'] as const)
    console.error(name, recorder, all.map((round) => of(round[recorder]).toFixed(3)).join(' '));
}

const median = (values: readonly number[]): number => percentile(values, 0.5);
