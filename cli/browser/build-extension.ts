import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'wxt';

const root = resolve(import.meta.dirname, '../..');
/** What the bundle is made of, besides packages. */
const sources = ['extension', 'lib/contracts', 'lib/domain/compose', 'package-lock.json'];

/**
 * Builds the extension unpacked and returns its directory. `test` differs from `production` in having access to
 * every site from the start. A build of the same sources is used again.
 */
export async function buildExtension(mode: 'test' | 'production'): Promise<string> {
  const hash = await hashSources();
  const directory = join(root, '.build/extension', mode, hash);
  if (await isThere(join(directory, 'manifest.json'))) return directory;
  // Two commands may build at a time: each into a place of its own, and the first to be done stays.
  const draft = join(root, '.build/extension', `.${mode}-${process.pid}-${Date.now()}`);
  await build({ root: join(root, 'extension'), mode, outDir: draft, logger: quiet });
  await rm(join(root, '.build/extension', mode), { recursive: true, force: true });
  await mkdir(join(root, '.build/extension', mode), { recursive: true });
  await rename(join(draft, mode), directory).catch(async (error: unknown) => {
    if (!(await isThere(join(directory, 'manifest.json')))) throw error;
  });
  await rm(draft, { recursive: true, force: true });
  return directory;
}

const isThere = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  );

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesUnder(join(root, source))) {
      hash.update(file.slice(root.length)).update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/(\.output|\.wxt|node_modules)\/|\.test\.tsx?$/.test(file))
    .sort();
}

const nothing = () => undefined;
const quiet = {
  debug: nothing,
  log: nothing,
  info: nothing,
  warn: nothing,
  error: console.error,
  fatal: console.error,
  success: nothing,
  level: 0,
};
