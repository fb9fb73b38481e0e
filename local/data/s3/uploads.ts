import { randomBytes } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { AwsError } from '../../service.ts';
import type { ObjectDescription } from './stored-object.ts';

export const uploadSchema = `
CREATE TABLE IF NOT EXISTS uploads (
  id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, description TEXT NOT NULL, started_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS parts (
  upload TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, blob TEXT NOT NULL,
  modified_at INTEGER NOT NULL, PRIMARY KEY (upload, number));
`;

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly description: ObjectDescription;
  readonly startedAt: number;
}

export interface Part {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly blob: string;
  readonly modifiedAt: number;
}

/** Multipart uploads that are neither completed nor aborted. */
export class Uploads {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  start(bucket: string, key: string, description: ObjectDescription): string {
    const id = randomBytes(48).toString('base64url');
    this.#database
      .prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?)')
      .run(id, bucket, key, JSON.stringify(description), this.#now());
    return id;
  }

  find(id: string, bucket: string, key: string): Upload {
    const row = this.#database
      .prepare('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?')
      .get(id, bucket, key);
    if (row) return toUpload(row);
    throw new AwsError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
      { UploadId: id },
    );
  }

  all(bucket: string): readonly Upload[] {
    return this.#database
      .prepare('SELECT * FROM uploads WHERE bucket = ? ORDER BY key, started_at')
      .all(bucket)
      .map(toUpload);
  }

  /** Answers the blob of an earlier part with the same number. */
  addPart(upload: Upload, part: Omit<Part, 'modifiedAt'>): readonly string[] {
    const before = this.parts(upload).find(({ number }) => number === part.number);
    this.#database
      .prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?)')
      .run(upload.id, part.number, part.size, part.etag, part.blob, this.#now());
    return before ? [before.blob] : [];
  }

  parts(upload: Upload): readonly Part[] {
    return this.#database
      .prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number')
      .all(upload.id)
      .map((row) => ({
        number: Number(row.number),
        size: Number(row.size),
        etag: String(row.etag),
        blob: String(row.blob),
        modifiedAt: Number(row.modified_at),
      }));
  }

  /** Ends an upload; answers the blobs of its parts. */
  remove(id: string): readonly string[] {
    const rows = this.#database.prepare('SELECT blob FROM parts WHERE upload = ?').all(id);
    this.#database.prepare('DELETE FROM parts WHERE upload = ?').run(id);
    this.#database.prepare('DELETE FROM uploads WHERE id = ?').run(id);
    return rows.map(({ blob }) => String(blob));
  }

  blobs(): readonly string[] {
    return this.#database
      .prepare('SELECT blob FROM parts')
      .all()
      .map(({ blob }) => String(blob));
  }
}

function toUpload(row: Record<string, SQLOutputValue>): Upload {
  return {
    id: String(row.id),
    bucket: String(row.bucket),
    key: String(row.key),
    description: JSON.parse(String(row.description)),
    startedAt: Number(row.started_at),
  };
}
