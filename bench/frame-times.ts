import type { CDPSession } from 'playwright-core';

/** Events of Chromium's tracing; times in microseconds, `tdur` is what the thread itself worked. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

/** What the page's main thread did while somebody clicked, in milliseconds of its own processor time. */
export interface MainThreadTimes {
  /** For each click: everything from the press to the end of the next frame, and from its release to the next. */
  readonly clicks: readonly number[];
  /** For each frame that the page showed: everything since the one before. */
  readonly frames: readonly number[];
  /** Everything, whenever it ran: moves of the pointer, idle work, paints forced by pictures. */
  readonly total: number;
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

/** Traces the page behind `session` while `work` runs. Processor time, so that a busy machine does not show. */
export async function traceMainThread(
  session: CDPSession,
  work: () => Promise<void>,
): Promise<MainThreadTimes> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }) => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
  });
  await work();
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return timesOf(events);
}

function timesOf(events: readonly TraceEvent[]): MainThreadTimes {
  const isInput = (event: TraceEvent, type: string) =>
    event.name === 'EventDispatch' && event.args?.data?.type === type;
  const page = events.find((event) => isInput(event, 'pointerdown'));
  if (!page) throw new Error('No press in the trace');
  const thread = events
    .filter(({ pid, tid }) => pid === page.pid && tid === page.tid)
    .sort((a, b) => a.ts - b.ts);
  const tasks = thread.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const commits = thread.filter(({ name, ph }) => name === 'Commit' && ph === 'X');
  /** From the task of an input to the end of the next frame, which shows what came of it. */
  const frameOf = (input: TraceEvent): TraceEvent[] => {
    const first = tasks.findLast(({ ts }) => ts <= input.ts)?.ts ?? input.ts;
    const shown = commits.find(({ ts }) => ts > input.ts)?.ts ?? Number.POSITIVE_INFINITY;
    return tasks.filter(({ ts }) => ts >= first && ts <= shown);
  };
  const presses = thread.filter((event) => isInput(event, 'pointerdown'));
  const clicks = thread.filter((event) => isInput(event, 'click'));
  const ofClicks = clicks.flatMap((click) => {
    const press = presses.findLast(({ ts }) => ts < click.ts);
    return press ? [sum([...new Set([...frameOf(press), ...frameOf(click)])])] : [];
  });
  return { clicks: ofClicks, frames: betweenCommits(tasks, commits), total: sum(tasks) };
}

function betweenCommits(tasks: readonly TraceEvent[], commits: readonly TraceEvent[]): number[] {
  let next = 0;
  return commits.map((commit) => {
    const first = next;
    while ((tasks[next]?.ts ?? Number.POSITIVE_INFINITY) <= commit.ts) next += 1;
    return sum(tasks.slice(first, next));
  });
}

const sum = (tasks: readonly TraceEvent[]): number =>
  tasks.reduce((total, { tdur = 0 }) => total + tdur, 0) / 1_000;
