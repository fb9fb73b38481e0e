import type { TaskName } from '../../../contracts/ai/task.ts';

/** How long a model takes for a task: an average in which the last call counts as much as all before it. */
export interface Pace {
  readonly milliseconds: number;
  /** Of the last call, in milliseconds since the epoch. */
  readonly at: number;
}

/** Paces of models, known to all workers as far as one has written them: the last one stands. */
export interface Paces {
  find(model: string, task: TaskName): Promise<Pace | undefined>;
  keep(model: string, task: TaskName, pace: Pace): Promise<void>;
}

/** A pace that nobody has confirmed for so long is none, and a call tells anew; in milliseconds. */
const remembered = 300_000;
/** A call that we gave up would have taken longer than we waited; so many times as long is what we take it for. */
const beyond = 1.25;

/** True where an answer is not to be expected within so many milliseconds. */
export function isTooSlow(pace: Pace | undefined, left: number, now: number): boolean {
  const known = recent(pace, now);
  return known !== undefined && known > left;
}

/** The pace after one call more, which took so many milliseconds until it was answered, or until we gave it up. */
export function paceAfter(
  pace: Pace | undefined,
  took: number,
  end: 'answered' | 'given-up',
  now: number,
): Pace {
  const known = recent(pace, now);
  const told = end === 'answered' ? took : Math.max(known ?? 0, took * beyond);
  return { milliseconds: Math.round(known === undefined ? told : (known + told) / 2), at: now };
}

function recent(pace: Pace | undefined, now: number): number | undefined {
  return pace && now - pace.at < remembered ? pace.milliseconds : undefined;
}
