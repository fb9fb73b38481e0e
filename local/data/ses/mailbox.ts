import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboundEmail } from './send-email.ts';

/** A mail that was sent, as its file has it. */
export interface Mail extends OutboundEmail {
  readonly id: string;
  /** ISO 8601. */
  readonly sentAt: string;
}

/** A folder with a file for each mail; their names sort by when they were sent. */
export class Mailbox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  keep(mail: Mail): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `${mail.id}.json`);
    // In one move: whoever watches the folder never reads half a mail. A link in it may let somebody in.
    writeFileSync(`${path}.new`, JSON.stringify(mail, null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  find(id: string): Mail | undefined {
    return this.#ids().includes(id) ? this.#read(id) : undefined;
  }

  /** The latest first. */
  list(): readonly Mail[] {
    return this.#ids()
      .sort()
      .reverse()
      .map((id) => this.#read(id));
  }

  #ids(): string[] {
    try {
      return readdirSync(this.#folder).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
    } catch {
      return []; // No mail has come yet.
    }
  }

  #read(id: string): Mail {
    return JSON.parse(readFileSync(join(this.#folder, `${id}.json`), 'utf8')) as Mail;
  }
}
