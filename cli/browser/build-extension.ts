import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runTool } from '../checks/tool.ts';

const root = resolve(import.meta.dirname, '../..');
/** What the bundle is made of, besides packages. */
const sources = [
  'extension',
  'lib/contracts',
  'lib/domain/compose',
  'lib/domain/redaction',
  'package-lock.json',
];

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
  const { code, output } = await runTool(join(root, 'cli/browser/wxt-build.ts'), [mode, draft]);
  if (code !== 0) throw new Error(`The extension does not build:\n${output}`);
  await removeOld(join(root, '.build/extension', mode));
  await mkdir(join(root, '.build/extension', mode), { recursive: true });
  await rename(join(draft, mode), directory).catch(async (error: unknown) => {
    if (!(await isThere(join(directory, 'manifest.json')))) throw error;
  });
  await rm(draft, { recursive: true, force: true });
  return directory;
}

/** Builds of the last day stay: a browser that runs one reads its files again whenever its worker starts anew. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > 24 * 3_600_000) await rm(join(folder, name), { recursive: true, force: true });
  }
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
