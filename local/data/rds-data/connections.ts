import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { AwsError } from '../../service.ts';
import { databaseError } from './database-error.ts';
import type { TextResult } from './result.ts';
import type { Statement } from './statement.ts';

export interface Login {
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

interface Transaction {
  readonly client: pg.PoolClient;
  readonly login: string;
  idle: NodeJS.Timeout;
}

const poolSize = 16;
const statementTimeoutMs = 45_000;
/** Values stay as PostgreSQL's text; the Data API has its own idea of types. */
const asText = { getTypeParser: () => (value: string) => value };

/** Connections by login, and the transactions that hold one. */
export class Connections {
  readonly #port: number;
  readonly #idleMs: number;
  readonly #pools = new Map<string, pg.Pool>();
  readonly #transactions = new Map<string, Transaction>();

  /** `idleMs`: after how long without a statement a transaction is rolled back. */
  constructor(port: number, idleMs: number) {
    this.#port = port;
    this.#idleMs = idleMs;
  }

  async execute(login: Login, statement: Statement, transactionId: string | undefined): Promise<TextResult> {
    if (transactionId === undefined) return run(await this.#pool(login), statement);
    const transaction = this.#find(transactionId, login);
    clearTimeout(transaction.idle);
    try {
      return await run(transaction.client, statement);
    } finally {
      transaction.idle = this.#expiry(transactionId);
    }
  }

  async begin(login: Login): Promise<string> {
    const client = await connect(await this.#pool(login));
    await run(client, { text: 'BEGIN', values: [] });
    const id = randomUUID();
    this.#transactions.set(id, { client, login: keyOf(login), idle: this.#expiry(id) });
    return id;
  }

  async end(id: string, login: Login | undefined, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const transaction = this.#find(id, login);
    clearTimeout(transaction.idle);
    this.#transactions.delete(id);
    try {
      await run(transaction.client, { text: how, values: [] });
    } finally {
      transaction.client.release();
    }
  }

  async close(): Promise<void> {
    for (const id of [...this.#transactions.keys()])
      await this.end(id, undefined, 'ROLLBACK').catch(() => {});
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
    this.#pools.clear();
  }

  #find(id: string, login: Login | undefined): Transaction {
    const transaction = this.#transactions.get(id);
    if (transaction && (!login || transaction.login === keyOf(login))) return transaction;
    throw new AwsError('TransactionNotFoundException', `Transaction ${id} is not found`, 404);
  }

  #expiry(id: string): NodeJS.Timeout {
    return setTimeout(() => void this.end(id, undefined, 'ROLLBACK').catch(() => {}), this.#idleMs).unref();
  }

  async #pool(login: Login): Promise<pg.Pool> {
    const key = keyOf(login);
    let pool = this.#pools.get(key);
    if (!pool) {
      pool = new pg.Pool({
        host: '127.0.0.1',
        port: this.#port,
        ...login,
        max: poolSize,
        types: asText,
        statement_timeout: statementTimeoutMs,
      });
      // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
      pool.on('error', () => {});
      this.#pools.set(key, pool);
    }
    return pool;
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw databaseError(error);
  }
}

async function run(connection: pg.Pool | pg.PoolClient, { text, values }: Statement): Promise<TextResult> {
  try {
    // The extended protocol takes one statement only, as the Data API does.
    return await connection.query({
      text,
      values: [...values],
      rowMode: 'array',
      queryMode: 'extended',
    } as pg.QueryArrayConfig);
  } catch (error) {
    throw databaseError(error);
  }
}

function keyOf(login: Login): string {
  return JSON.stringify([login.database, login.user, login.password]);
}
