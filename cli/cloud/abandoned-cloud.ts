import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Progress } from '../progress.ts';
import type { RunningCloud } from './state.ts';

const patienceMs = 15_000;

/** The npm that started this command, on systems that tell; looked for at once, while it surely lives. */
export const startingNpm = findNpm();

async function findNpm(): Promise<number | undefined> {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = await processOf(process.ppid);
  // npm runs scripts by a shell, which stays between or becomes the command.
  return parent?.name.endsWith('sh') ? parent.parent : parent && process.ppid;
}

/**
 * When the npm that started this command is gone: ended hard, or by a signal that its shell did not pass on. Nobody
 * would be there to stop the cloud. Never, where no npm is known.
 */
export async function whenAbandoned(): Promise<void> {
  const npm = await startingNpm;
  if (npm === undefined) return new Promise(() => {});
  while (isAlive(npm)) await pause(250, undefined, { ref: false });
}

/** Ends a cloud whose npm is gone and tells whether it did; any other is somebody's. */
export async function endIfAbandoned({ pid, npm }: RunningCloud, progress: Progress): Promise<boolean> {
  if (npm === undefined || isAlive(npm)) return false;
  progress.step(`Waiting for a local cloud to stop whose npm was killed (process ${pid})`);
  reach(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited > patienceMs) reach(pid, 'SIGKILL');
    await pause(50);
  }
  return true;
}

export const isAlive = (pid: number): boolean => reach(pid, 0);

/** Sends a signal, 0 being none; tells whether there was a process to take it. */
function reach(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function processOf(pid: number): Promise<{ name: string; parent: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const [, name = '', parent = ''] = text?.match(/^\d+ \((.*)\) \S (\d+)/s) ?? [];
  return name === '' ? undefined : { name, parent: Number(parent) };
}
