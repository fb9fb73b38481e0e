import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ignored = new Set(['node_modules', 'dist', '.output', '.wxt', '.build']);

/** Hash over the content of files and folders, so that what did not change is not built again. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) await add(hash, path);
  return hash.digest('hex').slice(0, 24);
}

async function add(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    hash.update(path).update(await readFile(path));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!ignored.has(entry.name) && !entry.name.includes('.test.')) await add(hash, join(path, entry.name));
  }
}
