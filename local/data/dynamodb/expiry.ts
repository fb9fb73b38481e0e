import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../service.ts';
import { openStateFile } from '../state-file.ts';
import type { Engine } from './engine.ts';

const schema =
  'CREATE TABLE IF NOT EXISTS ttl (name TEXT PRIMARY KEY, attribute TEXT NOT NULL, enabled INTEGER NOT NULL);';
/** DynamoDB takes a time further back than five years for a mistake and keeps the item. */
const oldestSeconds = 5 * 365 * 24 * 3600;

/** Time to live: which attribute of which table, and the sweep that deletes what has expired. */
export class Expiry {
  readonly #database: DatabaseSync;
  readonly #engine: Engine;
  readonly #now: () => number;

  constructor(path: string, engine: Engine, now: () => number) {
    this.#database = openStateFile(path, schema);
    this.#engine = engine;
    this.#now = now;
  }

  /** What the template says; a later `UpdateTimeToLive` stays in force over restarts. */
  declare(table: string, attribute: string, enabled: boolean): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO ttl VALUES (?, ?, ?)')
      .run(table, attribute, Number(enabled));
  }

  update(table: string, attribute: string, enabled: boolean): void {
    const current = this.describe(table);
    if (current.TimeToLiveStatus === (enabled ? 'ENABLED' : 'DISABLED')) {
      throw new AwsError('ValidationException', `TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
    }
    this.#database
      .prepare('INSERT OR REPLACE INTO ttl VALUES (?, ?, ?)')
      .run(table, attribute, Number(enabled));
  }

  describe(table: string): { TimeToLiveStatus: 'ENABLED' | 'DISABLED'; AttributeName?: string } {
    const row = this.#database.prepare('SELECT attribute, enabled FROM ttl WHERE name = ?').get(table);
    if (!row?.enabled) return { TimeToLiveStatus: 'DISABLED' };
    return { TimeToLiveStatus: 'ENABLED', AttributeName: String(row.attribute) };
  }

  /** Deletes the expired items of a table; answers how many. */
  async sweep(table: string, keys: readonly string[]): Promise<number> {
    const attribute = this.describe(table).AttributeName;
    if (!attribute) return 0;
    const seconds = Math.floor(this.#now() / 1000);
    const condition = {
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: {
        ':now': { N: String(seconds) },
        ':oldest': { N: String(seconds - oldestSeconds) },
      },
    };
    const expression = '#ttl < :now AND #ttl > :oldest';
    let deleted = 0;
    let from: unknown;
    do {
      const page: Record<string, unknown> = await this.#engine.run('Scan', {
        TableName: table,
        FilterExpression: expression,
        ...condition,
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      for (const item of page.Items as Record<string, unknown>[]) {
        const Key = Object.fromEntries(keys.map((key) => [key, item[key]]));
        // Conditional: the item may have been given more time since it was read.
        await this.#engine
          .run('DeleteItem', { TableName: table, Key, ConditionExpression: expression, ...condition })
          .then(() => deleted++)
          .catch(ignoreConditionFailure);
      }
      from = page.LastEvaluatedKey;
    } while (from);
    return deleted;
  }

  close(): void {
    this.#database.close();
  }
}

function ignoreConditionFailure(error: unknown): void {
  if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
}
