import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a custom resource ended in, kept so that a restart does not run it again. */
export interface Remembered {
  readonly physicalId: string;
  readonly data: Record<string, string>;
  /** As sent to the function, to see a change and to report the old ones. */
  readonly properties: Record<string, unknown>;
}

export interface RememberedResources {
  get(id: string): Remembered | undefined;
  set(id: string, remembered: Remembered): void;
}

/** One JSON file, replaced as a whole; it can hold secrets and is readable by its owner only. */
export function rememberResources(path: string): RememberedResources {
  const all = new Map<string, Remembered>(Object.entries(read(path)));
  return {
    get: (id) => all.get(id),
    set: (id, remembered) => {
      all.set(id, remembered);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): Record<string, Remembered> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Remembered>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
