import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything that a template or an asset is made of; packages are covered by the lock file. */
const sources = [
  'bin/**/*.ts',
  'lib/**/*.{ts,json}',
  'functions/**/*.ts',
  'state-machines/*.json',
  'web/dist/**/*',
  'cdk.json',
  'package-lock.json',
  'tsconfig.json',
];

export interface SynthOptions {
  /** A deployment of lib/config/deployments.json. */
  readonly deployment: string;
  /** What the synthesizing process prints goes there, a line at a time. */
  readonly log?: (line: string) => void;
}

/**
 * Synthesizes one deployment; nothing is done when no source changed since the last time.
 * @returns the cloud assembly's directory
 * @throws Error with the process's own output when a template or a check is wrong
 */
export async function synthesize({ deployment, log = () => {} }: SynthOptions): Promise<string> {
  const directory = join(root, '.build/assemblies', deployment);
  const stamp = join(directory, 'sources.sha256');
  const digest = sourceDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await runApp(deployment, directory, log);
  writeFileSync(stamp, digest);
  return directory;
}

function sourceDigest(): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.filter((file) => !file.endsWith('.test.ts')).sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function runApp(deployment: string, directory: string, log: (line: string) => void): Promise<void> {
  const child = spawn(process.execPath, ['bin/app.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify({ deployment }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const line of text.split('\n')) if (line.trim()) log(line);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`Synthesizing ${deployment} failed:\n${output}`));
    });
  });
}

if (import.meta.main) {
  const [deployment = 'SharedUsEast1'] = process.argv.slice(2);
  console.log(await synthesize({ deployment, log: console.error }));
}
