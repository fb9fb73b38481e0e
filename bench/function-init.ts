import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface InitTimes {
  /** ms from spawning a Node that loads an empty module to its end. */
  readonly bareStart: number;
  /** ms of each module's import alone, by its file; Node's own start is not in it. */
  readonly imports: ReadonlyMap<string, number>;
}

/**
 * The least of `rounds` fresh processes each. A busy machine only ever adds to a time, and every round has a bare
 * start and each module in turn, so that what holds for a while strikes all of them.
 */
export async function measureInit(files: readonly string[], rounds: number): Promise<InitTimes> {
  const imports = new Map(files.map((file) => [file, Number.POSITIVE_INFINITY]));
  let bareStart = Number.POSITIVE_INFINITY;
  const environments = new Map<string, NodeJS.ProcessEnv>();
  for (const file of files) environments.set(file, { ...process.env, ...(await placeholders(file)) });
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await importTime('data:text/javascript,', process.env);
    bareStart = Math.min(bareStart, performance.now() - start);
    for (const [file, env] of environments) {
      const time = await importTime(pathToFileURL(file).href, env);
      imports.set(file, Math.min(imports.get(file) ?? time, time));
    }
  }
  return { bareStart, imports };
}

async function importTime(url: string, env: NodeJS.ProcessEnv): Promise<number> {
  const script = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - t); process.exit(0)`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...env, NODE_OPTIONS: '' },
  });
  return Number(stdout.trim().split('\n').at(-1));
}

/** A value for every environment variable that the bundle names; what it is does not matter while loading. */
async function placeholders(file: string): Promise<Record<string, string>> {
  const names = (await readFile(file, 'utf8')).matchAll(
    /\b[A-Z]+(?:_[A-Z]+)*_(?:NAME|ARN|ID|URL|ENDPOINT|REGION|FROM|TAG|VALUE)\b|\bISSUER\b|\bREGIONS\b/g,
  );
  return {
    AWS_REGION: 'us-east-1',
    MODELS: '[]',
    MODEL_COUNT: '0',
    TEXT_DETECTOR: 'none',
    ...Object.fromEntries([...names].map(([name]) => [name, 'https://placeholder.example'])),
  };
}
