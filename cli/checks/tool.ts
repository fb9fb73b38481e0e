import { spawn } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import type { Check } from './run-checks.ts';

export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a package's own command line under this very Node. */
export function runTool(entry: string, args: readonly string[], cwd = process.cwd()): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [resolvePath('node_modules', entry), ...args], {
      cwd,
      env: { ...process.env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that is one tool's verdict. */
export const tool = (name: string, entry: string, args: readonly string[]): Check => ({
  name,
  run: async () => {
    const { code, output } = await runTool(entry, args);
    return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, output };
  },
});
