import { spawn } from 'node:child_process';

/**
 * Synthesizes and checks the stacks of one deployment, or of all, into `directory`. Gives the exit code.
 * @param models instead of those that lib/config/deployments.json names
 */
export async function synthesize(
  directory: string,
  deployment: string | undefined,
  print: (chunk: Buffer) => void,
  models?: unknown,
): Promise<number> {
  const context = JSON.stringify({ deployment, models });
  const child = spawn(process.execPath, ['bin/app.ts'], {
    env: { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: context },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', print);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
