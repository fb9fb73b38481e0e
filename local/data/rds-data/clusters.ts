import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { LocalContext } from '../../service.ts';
import { AwsError, UnsupportedError } from '../../service.ts';
import { Connections } from './connections.ts';
import type { Postgres } from './postgres.ts';
import { startPostgres } from './postgres.ts';

export interface Cluster {
  readonly identifier: string;
  readonly arn: string;
  readonly database: string;
  readonly dataApi: boolean;
}

interface MasterUser {
  readonly name: string;
  readonly password: string;
}

const superuser = 'rdsadmin';

/** The database cluster of the templates, on one PostgreSQL server that starts with it. */
export class Clusters {
  readonly #context: LocalContext;
  readonly #directory: string;
  readonly #idleMs: number;
  #cluster: Cluster | undefined;
  #running: { postgres: Postgres; connections: Connections } | undefined;

  constructor(context: LocalContext, directory: string, idleMs: number) {
    this.#context = context;
    this.#directory = directory;
    this.#idleMs = idleMs;
  }

  async start(cluster: Cluster, master: MasterUser): Promise<void> {
    if (this.#cluster) {
      throw new UnsupportedError(
        `a second database cluster (${cluster.identifier} beside ${this.#cluster.identifier})`,
      );
    }
    this.#cluster = cluster;
    const password = await this.#superuserPassword();
    const port = this.#context.ports.postgres;
    const postgres = await startPostgres({
      directory: this.#directory,
      port,
      superuser,
      password,
      log: (message) => this.#context.log({ level: 'debug', part: 'rds-data', message }),
    });
    this.#running = { postgres, connections: new Connections(port, this.#idleMs) };
    await prepare(port, password, cluster, master);
  }

  find(arn: string): Cluster {
    if (this.#cluster?.arn === arn) return this.#cluster;
    throw new AwsError('BadRequestException', `HttpEndpoint is not enabled for resource ${arn}`);
  }

  byIdentifier(identifier: string): Cluster | undefined {
    return this.#cluster?.identifier === identifier ? this.#cluster : undefined;
  }

  connections(): Connections {
    if (this.#running) return this.#running.connections;
    throw new AwsError('DatabaseUnavailableException', 'The database is not running', 504);
  }

  async stop(): Promise<void> {
    await this.#running?.connections.close();
    await this.#running?.postgres.stop();
    this.#running = undefined;
  }

  async #superuserPassword(): Promise<string> {
    await mkdir(this.#directory, { recursive: true });
    const file = join(this.#directory, 'superuser-password');
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known) return known;
    const password = randomBytes(24).toString('base64url');
    await writeFile(file, password, { mode: 0o600 });
    return password;
  }
}

/** Creates the master user and the database; a restart only sets the password again. */
async function prepare(port: number, password: string, cluster: Cluster, master: MasterUser): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' });
  await client.connect();
  try {
    const role = client.escapeIdentifier(master.name);
    const secret = client.escapeLiteral(master.password);
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [master.name]);
    const verb = roles.rowCount ? 'ALTER' : 'CREATE';
    await client.query(`${verb} ROLE ${role} LOGIN CREATEDB CREATEROLE PASSWORD ${secret}`);
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [cluster.database]);
    if (!databases.rowCount) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(cluster.database)} OWNER ${role}`);
    }
  } finally {
    await client.end();
  }
}
