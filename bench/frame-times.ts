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
  readonly args?: { readonly data?: { readonly type?: string; readonly url?: string } };
}

/** What a stretch of the main thread's work took. */
export interface Spent {
  readonly whole: number;
  /**
   * Of that, what was not done by the page's own script: listeners and other calls of functions of another origin
   * or of none, with the styles and layouts that they force, and microtasks with what the browser makes for them.
   */
  readonly foreign: number;
}

export interface Frame extends Spent {
  /** A timer of the page's own fired: it changed without anybody doing anything. */
  readonly isOfPage: boolean;
}

/** What the page's main thread did while somebody clicked, in milliseconds of its own processor time. */
export interface MainThreadTimes {
  /** For each click: everything from the press to the end of the next frame, and from its release to the next. */
  readonly clicks: readonly Spent[];
  /** For each frame that the page showed: everything since the one before. */
  readonly frames: readonly Frame[];
  /** Everything, whenever it ran: moves of the pointer, idle work, paints forced by pictures. */
  readonly total: number;
  readonly parts: Parts;
}

/** What the total went to; each without what was done within it that is another part. */
export type Parts = Readonly<Record<(typeof parts)[number], number>>;

export const parts = ['script', 'layout', 'paint', 'memory', 'other'] as const;

/** Names of Chromium's trace events; whatever else there is, tasks and messages for the most part, is other. */
const partOf = (name: string): (typeof parts)[number] => {
  if (
    /^(?:FunctionCall|RunMicrotasks|BlinkScheduler_PerformMicrotaskCheckpoint|EventDispatch|TimerFire)$/.test(
      name,
    )
  )
    return 'script';
  if (/^(?:FireIdleCallback|FireAnimationFrame|EvaluateScript|v8\.)/.test(name)) return 'script';
  if (/^(?:Layout|UpdateLayoutTree|HitTest|ParseHTML)$/.test(name)) return 'layout';
  if (/^(?:Paint|PrePaint|Layerize|Commit|UpdateLayer|RasterTask|Decode Image)/.test(name)) return 'paint';
  return /GC/.test(name) ? 'memory' : 'other';
};

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

/** Traces the page behind `session` while `work` runs. Processor time, so that a busy machine does not show. */
export async function traceMainThread(
  session: CDPSession,
  origin: string,
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
  return timesOf(events, origin);
}

function timesOf(events: readonly TraceEvent[], origin: string): MainThreadTimes {
  const isInput = (event: TraceEvent, type: string) =>
    event.name === 'EventDispatch' && event.args?.data?.type === type;
  const page = events.find((event) => isInput(event, 'pointerdown'));
  if (!page) throw new Error('No press in the trace');
  const thread = events
    .filter(({ pid, tid }) => pid === page.pid && tid === page.tid)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const tasks = tasksOf(thread, origin);
  const commits = thread.filter(({ name, ph }) => name === 'Commit' && ph === 'X');
  /** From the task of an input to the end of the next frame, which shows what came of it. */
  const frameOf = (input: TraceEvent): Task[] => {
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
  return {
    clicks: ofClicks,
    frames: betweenCommits(tasks, commits),
    total: sum(tasks).whole,
    parts: partsOf(thread),
  };
}

interface Task extends Frame {
  readonly ts: number;
}

function tasksOf(thread: readonly TraceEvent[], origin: string): Task[] {
  const tasks: { -readonly [K in keyof Task]: Task[K] }[] = [];
  /** When the outermost script that runs is done: what is called within it is part of it. */
  let done = 0;
  let timer = 0;
  for (const { name, ph, ts, dur = 0, tdur = 0, args } of thread) {
    if (ph !== 'X') continue;
    if (name === 'RunTask') tasks.push({ ts, whole: tdur, foreign: 0, isOfPage: false });
    if (name === 'TimerFire') timer = ts + dur;
    // The pages of the bench have no microtasks themselves.
    const isScript = name === 'FunctionCall' || name === 'RunMicrotasks';
    const task = tasks.at(-1);
    if (!task || !isScript || ts < done) continue;
    done = ts + dur;
    if (name === 'RunMicrotasks' || !args?.data?.url?.startsWith(origin)) task.foreign += tdur;
    else if (ts < timer) task.isOfPage = true;
  }
  return tasks;
}

/** Of the events of one thread, by their beginnings. */
function partsOf(thread: readonly TraceEvent[]): Parts {
  const spent = { script: 0, layout: 0, paint: 0, memory: 0, other: 0 };
  const open: { end: number; part: (typeof parts)[number] }[] = [];
  for (const { name, ph, ts, dur = 0, tdur = 0 } of thread) {
    if (ph !== 'X') continue;
    while (ts >= (open.at(-1)?.end ?? Number.POSITIVE_INFINITY)) open.pop();
    const around = open.at(-1);
    // What is not in a task is the trace's own.
    if (!around && name !== 'RunTask') continue;
    const part = partOf(name);
    spent[part] += tdur / 1_000;
    if (around) spent[around.part] -= tdur / 1_000;
    open.push({ end: ts + dur, part });
  }
  return spent;
}

function betweenCommits(tasks: readonly Task[], commits: readonly TraceEvent[]): Frame[] {
  let next = 0;
  return commits.map((commit) => {
    const first = next;
    while ((tasks[next]?.ts ?? Number.POSITIVE_INFINITY) <= commit.ts) next += 1;
    const done = tasks.slice(first, next);
    return { ...sum(done), isOfPage: done.some(({ isOfPage }) => isOfPage) };
  });
}

const sum = (tasks: readonly Task[]): Spent => ({
  whole: tasks.reduce((total, { whole }) => total + whole, 0) / 1_000,
  foreign: tasks.reduce((total, { foreign }) => total + foreign, 0) / 1_000,
});
