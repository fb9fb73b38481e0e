import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { openStateFile } from '../../data/state-file.ts';
import type { Reading } from './line-reader.ts';

/** As many strips are remembered: those of some thousand pictures. */
const mostKept = 50_000;
const tagBytes = 16;

/**
 * Readings by the digest of what was read. Its second half is the key that the reading is encrypted with, which is kept
 * nowhere: the file tells what a picture said only to whoever has the picture.
 */
export class Readings {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = openStateFile(
      path,
      'CREATE TABLE IF NOT EXISTS readings (id BLOB PRIMARY KEY, sealed BLOB NOT NULL)',
    );
  }

  find(digest: Uint8Array): Reading | undefined {
    const row = this.#database.prepare('SELECT sealed FROM readings WHERE id = ?').get(idOf(digest));
    return row && open(row.sealed as Uint8Array, digest);
  }

  keep(digest: Uint8Array, reading: Reading): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO readings (id, sealed) VALUES (?, ?)')
      .run(idOf(digest), seal(reading, digest));
  }

  /** Forgets the oldest beyond what is kept. */
  prune(): void {
    this.#database
      .prepare('DELETE FROM readings WHERE rowid <= (SELECT max(rowid) FROM readings) - ?')
      .run(mostKept);
  }

  close(): void {
    this.#database.close();
  }
}

const idOf = (digest: Uint8Array) => digest.subarray(0, 32);
/** A key seals one text only, ever: that of its own strip. */
const nonce = Buffer.alloc(12);

function seal(reading: Reading, digest: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', digest.subarray(32), nonce);
  return Buffer.concat([cipher.update(JSON.stringify(reading)), cipher.final(), cipher.getAuthTag()]);
}

function open(sealed: Uint8Array, digest: Uint8Array): Reading {
  const decipher = createDecipheriv('aes-256-gcm', digest.subarray(32), nonce);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as Reading;
}
