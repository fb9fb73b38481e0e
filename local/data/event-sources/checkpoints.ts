import type { DatabaseSync } from 'node:sqlite';
import { openStateFile } from '../state-file.ts';

const schema = `
CREATE TABLE IF NOT EXISTS checkpoints (
  mapping TEXT NOT NULL, shard INTEGER NOT NULL, sequence TEXT, PRIMARY KEY (mapping, shard));
`;

/** Up to where each mapping has worked through each shard. */
export class Checkpoints {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = openStateFile(path, schema);
  }

  /** `begin` decides where a mapping starts that has never run; remembered, so that it starts there once. */
  read(mapping: string, shard: number, begin: () => string | undefined): string | undefined {
    const row = this.#database
      .prepare('SELECT sequence FROM checkpoints WHERE mapping = ? AND shard = ?')
      .get(mapping, shard);
    if (row) return row.sequence === null ? undefined : String(row.sequence);
    const sequence = begin();
    this.#database.prepare('INSERT INTO checkpoints VALUES (?, ?, ?)').run(mapping, shard, sequence ?? null);
    return sequence;
  }

  write(mapping: string, shard: number, sequence: string): void {
    this.#database
      .prepare('UPDATE checkpoints SET sequence = ? WHERE mapping = ? AND shard = ?')
      .run(sequence, mapping, shard);
  }

  close(): void {
    this.#database.close();
  }
}
