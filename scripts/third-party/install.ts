import { spawn } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs packages into a folder of their own under `parent`, unless they are there, without running their
 * scripts. Answers the folder.
 */
export async function installPackages(parent: string, packages: readonly string[]): Promise<string> {
  const folder = join(parent, packages.join('+').replaceAll(/[^\w.+-]+/g, '-'));
  if ((await readdir(join(folder, 'node_modules')).catch(() => [])).length > 0) return folder;
  await mkdir(folder, { recursive: true });
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
  await run('npm', ['install', '--prefix', folder, ...flags, ...packages]);
  return folder;
}

export const runNode = (parameters: readonly string[]): Promise<void> => run(process.execPath, parameters);

async function run(command: string, parameters: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${parameters.join(' ')} ended with ${code}`)),
    );
  });
}
