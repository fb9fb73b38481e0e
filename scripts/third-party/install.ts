import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

/** Installs packages into `folder`, outside of the repository and without running their scripts. */
export async function installPackages(folder: string, packages: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
  await run('npm', ['install', '--prefix', folder, ...flags, ...packages]);
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
