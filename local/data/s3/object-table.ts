import { randomBytes } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { inTransaction } from '../state-file.ts';
import type { StoredObject } from './stored-object.ts';

export const objectSchema = `
CREATE TABLE IF NOT EXISTS objects (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL, latest INTEGER NOT NULL,
  delete_marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, blob TEXT NOT NULL,
  modified_at INTEGER NOT NULL, description TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS by_version ON objects (bucket, key, version_id);
CREATE INDEX IF NOT EXISTS by_key ON objects (bucket, latest, key);
`;

/** Sorts after every key that begins with what stands before it. */
export const afterAll = '\u{10ffff}';

/** What a version of an object is, apart from which version. */
export type ObjectContent = Omit<StoredObject, 'versionId' | 'latest' | 'deleteMarker' | 'modifiedAt'>;

export interface Written {
  readonly versionId: string;
  /** Blobs that nothing points to any more. */
  readonly orphans: readonly string[];
}

/** Versions of objects by bucket and key. Every change is one transaction; the bytes lie elsewhere. */
export class ObjectTable {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  latest(bucket: string, key: string): StoredObject | undefined {
    const row = this.#database
      .prepare('SELECT * FROM objects WHERE bucket = ? AND key = ? AND latest = 1')
      .get(bucket, key);
    return row && toObject(row);
  }

  version(bucket: string, key: string, versionId: string): StoredObject | undefined {
    const row = this.#database
      .prepare('SELECT * FROM objects WHERE bucket = ? AND key = ? AND version_id = ?')
      .get(bucket, key, versionId);
    return row && toObject(row);
  }

  /** `check` sees the current object in the same transaction and throws to keep it. */
  write(
    content: ObjectContent,
    versioned: boolean,
    check: (current: StoredObject | undefined) => void = () => {},
  ): Written {
    return inTransaction(this.#database, () => {
      const current = this.latest(content.bucket, content.key);
      check(current?.deleteMarker ? undefined : current);
      return this.#replace(content, versioned, false);
    });
  }

  /** Hides the object behind a delete marker, or removes it where versions are not kept. */
  delete(bucket: string, key: string, versioned: boolean): Written & { marker: boolean } {
    if (!versioned) return { ...this.deleteVersion(bucket, key, 'null'), marker: false };
    const marker = {
      bucket,
      key,
      size: 0,
      etag: '',
      blob: '',
      description: { headers: {}, metadata: {}, checksums: {}, encryption: { algorithm: 'AES256' as const } },
    };
    return { ...inTransaction(this.#database, () => this.#replace(marker, true, true)), marker: true };
  }

  deleteVersion(bucket: string, key: string, versionId: string): Written & { marker: boolean } {
    return inTransaction(this.#database, () => {
      const found = this.version(bucket, key, versionId);
      if (!found) return { versionId, orphans: [], marker: false };
      this.#database
        .prepare('DELETE FROM objects WHERE bucket = ? AND key = ? AND version_id = ?')
        .run(bucket, key, versionId);
      this.#database
        .prepare(
          `UPDATE objects SET latest = 1 WHERE row =
           (SELECT MAX(row) FROM objects WHERE bucket = ? AND key = ?)`,
        )
        .run(bucket, key);
      return { versionId, orphans: found.blob ? [found.blob] : [], marker: found.deleteMarker };
    });
  }

  /** Latest objects in key order, from `from` on (inclusive), deletion markers left out. */
  *from(bucket: string, prefix: string, from: string): Generator<StoredObject> {
    const statement = this.#database.prepare(
      `SELECT * FROM objects WHERE bucket = ? AND latest = 1 AND delete_marker = 0
       AND key >= ? AND key < ? ORDER BY key LIMIT 1000`,
    );
    const start = from > prefix ? from : prefix;
    for (const row of statement.all(bucket, start, prefix + afterAll)) yield toObject(row);
  }

  /** Every version of every object, newest first within a key. */
  versions(bucket: string, prefix = ''): readonly StoredObject[] {
    return this.#database
      .prepare('SELECT * FROM objects WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key, row DESC')
      .all(bucket, prefix, prefix + afterAll)
      .map(toObject);
  }

  blobs(): ReadonlySet<string> {
    const rows = this.#database.prepare("SELECT blob FROM objects WHERE blob <> ''").all();
    return new Set(rows.map(({ blob }) => String(blob)));
  }

  #replace(content: ObjectContent, versioned: boolean, deleteMarker: boolean): Written {
    const versionId = versioned ? randomBytes(24).toString('base64url') : 'null';
    const orphans: string[] = [];
    if (!versioned) {
      const replaced = this.version(content.bucket, content.key, 'null');
      if (replaced?.blob) orphans.push(replaced.blob);
      this.#database
        .prepare("DELETE FROM objects WHERE bucket = ? AND key = ? AND version_id = 'null'")
        .run(content.bucket, content.key);
    }
    this.#database
      .prepare('UPDATE objects SET latest = 0 WHERE bucket = ? AND key = ?')
      .run(content.bucket, content.key);
    this.#database
      .prepare(
        `INSERT INTO objects (bucket, key, version_id, latest, delete_marker, size, etag, blob, modified_at, description)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        content.bucket,
        content.key,
        versionId,
        Number(deleteMarker),
        content.size,
        content.etag,
        content.blob,
        this.#now(),
        JSON.stringify(content.description),
      );
    return { versionId, orphans };
  }
}

function toObject(row: Record<string, SQLOutputValue>): StoredObject {
  return {
    bucket: String(row.bucket),
    key: String(row.key),
    versionId: String(row.version_id),
    latest: row.latest === 1,
    deleteMarker: row.delete_marker === 1,
    size: Number(row.size),
    etag: String(row.etag),
    blob: String(row.blob),
    modifiedAt: Number(row.modified_at),
    description: JSON.parse(String(row.description)),
  };
}
