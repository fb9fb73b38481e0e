import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, openStateFile } from '../state-file.ts';
import type { MessageAttribute } from './message-digest.ts';
import type { Queue } from './queue.ts';

export interface NewMessage {
  readonly body: string;
  readonly attributes: Record<string, MessageAttribute>;
  readonly senderId: string;
  /** Milliseconds until first visible. */
  readonly delayMs: number;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Record<string, MessageAttribute>;
  readonly senderId: string;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  readonly receiveCount: number;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  readonly sequenceNumber: string | undefined;
  readonly deadLetterSource: string | undefined;
}

export interface HeldMessage {
  readonly row: number;
  /** `expired`: visible again, not yet received by anyone else. `superseded`: received again since. */
  readonly state: 'held' | 'expired' | 'superseded' | 'gone';
}

const schema = `
CREATE TABLE IF NOT EXISTS messages (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
  sender TEXT NOT NULL, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
  receive_count INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, receipt TEXT,
  group_id TEXT, deduplication_id TEXT, source TEXT);
CREATE INDEX IF NOT EXISTS by_visibility ON messages (queue, visible_at, row);
CREATE INDEX IF NOT EXISTS by_group ON messages (queue, group_id, row);
CREATE TABLE IF NOT EXISTS deduplication (
  queue TEXT NOT NULL, id TEXT NOT NULL, message_id TEXT NOT NULL, sequence TEXT NOT NULL,
  sent_at INTEGER NOT NULL, PRIMARY KEY (queue, id));
`;
const deduplicationMs = 5 * 60_000;

/** Messages of all queues in one SQLite file. Knows nothing of waiting: see `Queues`. */
export class MessageStore {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = openStateFile(path, schema);
  }

  insert(queue: Queue, message: NewMessage, now: number): { id: string; sequence: string | undefined } {
    if (!queue.fifo) return this.#insert(queue, message, now);
    return inTransaction(this.#database, () => {
      this.#database.prepare('DELETE FROM deduplication WHERE sent_at < ?').run(now - deduplicationMs);
      const earlier = this.#database
        .prepare('SELECT message_id, sequence FROM deduplication WHERE queue = ? AND id = ?')
        .get(queue.name, message.deduplicationId ?? '');
      if (earlier) return { id: String(earlier.message_id), sequence: String(earlier.sequence) };
      const inserted = this.#insert(queue, message, now);
      this.#database
        .prepare('INSERT INTO deduplication VALUES (?, ?, ?, ?, ?)')
        .run(queue.name, message.deduplicationId ?? '', inserted.id, inserted.sequence ?? '', now);
      return inserted;
    });
  }

  /** Takes up to `limit` visible messages; those received too often go to the dead-letter queue instead. */
  take(
    queue: Queue,
    limit: number,
    visibilityMs: number,
    now: number,
  ): { received: ReceivedMessage[]; deadLettered: boolean } {
    return inTransaction(this.#database, () => {
      const received: ReceivedMessage[] = [];
      let deadLettered = false;
      const statement = this.#database.prepare(queue.fifo ? nextInGroups : nextVisible);
      for (const row of statement.all(
        ...(queue.fifo ? [queue.name, now, now, limit] : [queue.name, now, limit]),
      )) {
        const receiveCount = Number(row.receive_count) + 1;
        if (queue.redrive && receiveCount > queue.redrive.maxReceiveCount) {
          this.#database
            .prepare(
              'UPDATE messages SET queue = ?, receive_count = 0, receipt = NULL, source = ?, visible_at = ? WHERE row = ?',
            )
            .run(queue.redrive.targetName, queue.arn, now, row.row as number);
          deadLettered = true;
          continue;
        }
        const receipt = Buffer.from(`${row.row}:${randomUUID()}`).toString('base64');
        const firstReceivedAt = row.first_received_at === null ? now : Number(row.first_received_at);
        this.#database
          .prepare(
            'UPDATE messages SET visible_at = ?, receive_count = ?, first_received_at = ?, receipt = ? WHERE row = ?',
          )
          .run(now + visibilityMs, receiveCount, firstReceivedAt, receipt, row.row as number);
        received.push({
          id: String(row.id),
          receiptHandle: receipt,
          body: String(row.body),
          attributes: JSON.parse(String(row.attributes)),
          senderId: String(row.sender),
          sentAt: Number(row.sent_at),
          firstReceivedAt,
          receiveCount,
          groupId: optional(row.group_id),
          deduplicationId: optional(row.deduplication_id),
          sequenceNumber: queue.fifo ? sequenceOf(Number(row.row)) : undefined,
          deadLetterSource: optional(row.source),
        });
      }
      return { received, deadLettered };
    });
  }

  /** Who holds a message by its receipt; `undefined` for what never was a receipt. */
  locate(queue: Queue, receipt: string, now: number): HeldMessage | undefined {
    const row = Number(Buffer.from(receipt, 'base64').toString('utf8').split(':')[0]);
    if (!Number.isInteger(row)) return undefined;
    const found = this.#database
      .prepare('SELECT receipt, visible_at FROM messages WHERE row = ? AND queue = ?')
      .get(row, queue.name);
    if (!found) return { row, state: 'gone' };
    if (found.receipt !== receipt) return { row, state: 'superseded' };
    return { row, state: Number(found.visible_at) > now ? 'held' : 'expired' };
  }

  /** A message may still be deleted after its visibility ran out, as long as nobody received it since. */
  remove(queue: Queue, receipt: string): void {
    this.#database.prepare('DELETE FROM messages WHERE queue = ? AND receipt = ?').run(queue.name, receipt);
  }

  hide(row: number, visibleAt: number): void {
    this.#database.prepare('UPDATE messages SET visible_at = ? WHERE row = ?').run(visibleAt, row);
  }

  /** When the next hidden message becomes visible. */
  nextVisibleAt(queue: Queue): number | undefined {
    const row = this.#database
      .prepare('SELECT MIN(visible_at) AS at FROM messages WHERE queue = ?')
      .get(queue.name);
    return row?.at === null || row?.at === undefined ? undefined : Number(row.at);
  }

  counts(queue: Queue, now: number): { visible: number; held: number; delayed: number } {
    const row = this.#database
      .prepare(
        `SELECT SUM(visible_at <= ?1) AS visible, SUM(visible_at > ?1 AND receive_count > 0) AS held,
         SUM(visible_at > ?1 AND receive_count = 0) AS delayed FROM messages WHERE queue = ?2`,
      )
      .get(now, queue.name);
    return { visible: Number(row?.visible), held: Number(row?.held), delayed: Number(row?.delayed) };
  }

  purge(queue: Queue): void {
    this.#database.prepare('DELETE FROM messages WHERE queue = ?').run(queue.name);
  }

  expire(queue: Queue, now: number): void {
    this.#database
      .prepare('DELETE FROM messages WHERE queue = ? AND sent_at < ?')
      .run(queue.name, now - queue.retentionSeconds * 1000);
  }

  close(): void {
    this.#database.close();
  }

  #insert(queue: Queue, message: NewMessage, now: number) {
    const id = randomUUID();
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO messages (queue, id, body, attributes, sender, sent_at, visible_at, group_id, deduplication_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        queue.name,
        id,
        message.body,
        JSON.stringify(message.attributes),
        message.senderId,
        now,
        now + message.delayMs,
        message.groupId ?? null,
        message.deduplicationId ?? null,
      );
    return { id, sequence: queue.fifo ? sequenceOf(Number(lastInsertRowid)) : undefined };
  }
}

const nextVisible = 'SELECT * FROM messages WHERE queue = ? AND visible_at <= ? ORDER BY row LIMIT ?';
// A group with a message in flight gives out nothing more until that one is deleted or visible again.
const nextInGroups = `
SELECT * FROM messages AS m WHERE queue = ? AND visible_at <= ? AND NOT EXISTS (
  SELECT 1 FROM messages AS h WHERE h.queue = m.queue AND h.group_id = m.group_id
  AND h.receive_count > 0 AND h.visible_at > ?)
ORDER BY row LIMIT ?`;

function optional(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function sequenceOf(row: number): string {
  return `188${String(row).padStart(17, '0')}`;
}
