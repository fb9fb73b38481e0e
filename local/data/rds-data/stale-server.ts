import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 10_000;

/**
 * Removes what a hard kill left behind: a server that still runs on this data directory (it outlives
 * a killed parent) is shut down, and a lock file without its server is deleted, because PostgreSQL
 * refuses to start when another process has got that id since.
 */
export async function clearAfterCrash(data: string, log: (line: string) => void): Promise<void> {
  const lockFile = join(data, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  if (!(await isServerOf(pid, data))) {
    log(`removing the lock file of a PostgreSQL that is gone (process ${pid})`);
    await rm(lockFile, { force: true });
    return;
  }
  log(`shutting down a PostgreSQL left over from an earlier run (process ${pid})`);
  process.kill(pid, 'SIGINT');
  for (let waited = 0; await isServerOf(pid, data); waited += 50) {
    if (waited > patienceMs) throw new Error(`PostgreSQL (process ${pid}) on ${data} does not shut down`);
    await pause(50);
  }
}

/** Whether that process runs with this data directory, and is no other that got the same id. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  // Without /proc the lock file is all there is to go by.
  return command === undefined ? process.platform !== 'linux' : command.split('\0').includes(data);
}
