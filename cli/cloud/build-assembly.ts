import { createHash } from 'node:crypto';
import { access, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../checks/tool.ts';
import type { Progress } from '../progress.ts';
import { fingerprint } from './fingerprint.ts';
import { synthesize } from './synthesize.ts';

const deployment = 'SharedUsEast1';
const contracts = 'lib/contracts';
const infrastructure = ['bin', 'lib', 'functions', 'state-machines', 'cdk.json', 'package-lock.json'];

/**
 * Builds the web application and synthesizes one deployment, unless nothing changed. Answers the assembly's folder.
 * @param models of the deployment (lib/config/models.ts), which has none of its own
 */
export async function buildAssembly(progress: Progress, models?: unknown): Promise<string> {
  const webPrint = await fingerprint(['web', contracts, 'package-lock.json']);
  const built = join('.build', 'web', `${webPrint}.done`);
  if (!(await exists(built)) || !(await exists('web/dist/index.html'))) {
    progress.step('Building the web application');
    const { code, output } = await runTool('vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn']);
    if (code !== 0) throw new Error(`The web application does not build:\n${output}`);
    await mkdir(join('.build', 'web'), { recursive: true });
    await writeFile(built, '');
  }
  const print = await fingerprint([...infrastructure, built]);
  const name = models === undefined ? print : `${print}-${digest(models)}`;
  const assembly = join(process.cwd(), '.build', 'assembly', name);
  if (!(await exists(join(assembly, 'manifest.json')))) {
    progress.step('Preparing the services, the same as would run on AWS');
    await removeOld(join('.build', 'assembly'));
    let output = '';
    const code = await synthesize(assembly, deployment, (chunk) => (output += chunk), models);
    if (code !== 0) throw new Error(`The stacks do not synthesize:\n${output}`);
  }
  return assembly;
}

const digest = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** Assemblies of the last day stay: a running local cloud still takes its functions from one of them. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > 24 * 3_600_000) await rm(join(folder, name), { recursive: true, force: true });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
