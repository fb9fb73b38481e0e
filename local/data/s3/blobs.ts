import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { appendFile, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes of objects and parts: one file each, written once, named at random. */
export class Blobs {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  async write(bytes: Buffer): Promise<string> {
    const blob = randomUUID();
    await writeFile(this.#path(blob), bytes, { flag: 'wx' });
    return blob;
  }

  /** One blob out of several, never more than one of them in memory. */
  async join(blobs: readonly string[]): Promise<string> {
    const joined = randomUUID();
    for (const blob of blobs) await appendFile(this.#path(joined), await readFile(this.#path(blob)));
    return joined;
  }

  /** Bytes `start` to `end`, both inclusive. */
  async read(blob: string, range?: { start: number; end: number }): Promise<Buffer> {
    if (!range) return readFile(this.#path(blob));
    const file = await open(this.#path(blob));
    try {
      const bytes = Buffer.alloc(range.end - range.start + 1);
      await file.read(bytes, 0, bytes.length, range.start);
      return bytes;
    } finally {
      await file.close();
    }
  }

  async remove(blobs: readonly string[]): Promise<void> {
    await Promise.all(blobs.map((blob) => rm(this.#path(blob), { force: true })));
  }

  /** Removes what a killed process wrote and never recorded. */
  async keepOnly(known: ReadonlySet<string>): Promise<void> {
    const orphans = (await readdir(this.#directory)).filter((blob) => !known.has(blob));
    await this.remove(orphans);
  }

  #path(blob: string): string {
    return join(this.#directory, blob);
  }
}
