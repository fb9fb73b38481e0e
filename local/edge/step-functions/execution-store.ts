import type { DatabaseSync } from 'node:sqlite';
import { openStateFile } from '../../data/state-file.ts';
import { checkpointSchema } from './checkpoints.ts';
import type { HistoryEvent } from './history.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  /** Kept with the execution: a redrive runs the definition it was started with. */
  readonly definition: string;
  readonly roleArn: string;
  readonly input: string;
  readonly status: ExecutionStatus;
  /** Seconds since 1970. */
  readonly startDate: number;
  readonly stopDate?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redriveDate?: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS execution (
    arn TEXT PRIMARY KEY, machine TEXT NOT NULL, status TEXT NOT NULL, started REAL NOT NULL, body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS by_machine ON execution (machine, started);
  CREATE TABLE IF NOT EXISTS event (
    execution TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution, id)
  ) WITHOUT ROWID;
  ${checkpointSchema};`;

/** Executions and their histories, in one SQLite file. */
export class ExecutionStore {
  readonly database: DatabaseSync;

  constructor(path: string) {
    this.database = openStateFile(path, schema);
  }

  save(execution: Execution): void {
    const { arn, machineArn, status, startDate } = execution;
    this.database
      .prepare(
        'INSERT OR REPLACE INTO execution (arn, machine, status, started, body) VALUES (?, ?, ?, ?, ?)',
      )
      .run(arn, machineArn, status, startDate, JSON.stringify(execution));
  }

  find(arn: string): Execution | undefined {
    const row = this.database.prepare('SELECT body FROM execution WHERE arn = ?').get(arn);
    return row && parse<Execution>(row);
  }

  /** Newest first. */
  list(machineArn: string, status: string | undefined, limit: number, offset: number): readonly Execution[] {
    const rows = this.database
      .prepare(
        `SELECT body FROM execution WHERE machine = ? AND (? IS NULL OR status = ?)
         ORDER BY started DESC, arn LIMIT ? OFFSET ?`,
      )
      .all(machineArn, status ?? null, status ?? null, limit, offset);
    return rows.map((row) => parse<Execution>(row));
  }

  running(): readonly Execution[] {
    const rows = this.database.prepare("SELECT body FROM execution WHERE status = 'RUNNING'").all();
    return rows.map((row) => parse<Execution>(row));
  }

  addEvent(arn: string, event: HistoryEvent): void {
    this.database
      .prepare('INSERT INTO event (execution, id, body) VALUES (?, ?, ?)')
      .run(arn, event.id, JSON.stringify(event));
  }

  lastEvent(arn: string): number {
    const row = this.database.prepare('SELECT max(id) AS last FROM event WHERE execution = ?').get(arn);
    return Number(row?.last ?? 0);
  }

  events(arn: string, limit: number, offset: number, reverse: boolean): readonly HistoryEvent[] {
    const rows = this.database
      .prepare(
        `SELECT body FROM event WHERE execution = ? ORDER BY id ${reverse ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
      )
      .all(arn, limit, offset);
    return rows.map((row) => parse<HistoryEvent>(row));
  }

  close(): void {
    this.database.close();
  }
}

function parse<T>(row: Record<string, unknown>): T {
  return JSON.parse(String(row.body)) as T;
}
