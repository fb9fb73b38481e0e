import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface StateLock {
  release(): void;
}

/**
 * Keeps a second process off the state folder. SQLite's lock is the operating system's, so a process
 * that was killed leaves nothing behind to clear away. The wait is for one that is being killed.
 */
export function lockState(stateDirectory: string): StateLock {
  const database = new DatabaseSync(join(stateDirectory, 'lock.sqlite'));
  try {
    database.exec('PRAGMA busy_timeout = 1000; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new Error(`Another local cloud is running on ${stateDirectory}`, { cause });
  }
  return { release: () => database.close() };
}
