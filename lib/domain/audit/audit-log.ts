import type { AuditEntry } from '../../contracts/audit/entry.ts';
import type { ChainEnd } from './chain.ts';
import type { SignedStatement } from './statement.ts';

/** A row as it is stored, which need not be as it was written. */
export interface StoredRow {
  /** Where it stands. */
  readonly position: number;
  readonly text: string;
  /** Whether what it is found by (time, actor, resource) is what its text says. */
  readonly found: boolean;
  /** With the first of the rows that it is about. */
  readonly signed?: SignedStatement | undefined;
}

/** What appending needs of the log. Every read gives what was written last. */
export interface AppendableLog {
  /** The last row and what the head says; `undefined`: the tenant has no log yet. */
  end(
    tenantId: string,
  ): Promise<{ readonly last: AuditEntry | undefined; readonly head: ChainEnd } | undefined>;
  /** Makes the head, unless it is there. */
  begin(tenantId: string): Promise<void>;
  /** Notes that the row's event is in the log. */
  noteEvent(entry: AuditEntry): Promise<void>;
  /** Which of the events are noted. */
  noted(tenantId: string, eventIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** False when its place is taken. */
  add(entry: AuditEntry, signed?: SignedStatement): Promise<boolean>;
  /** Never lowers it. */
  raiseHead(tenantId: string, end: ChainEnd): Promise<void>;
}

export interface ReadableLog {
  /** All from `sequence` on, in the order of their places. */
  rows(tenantId: string, sequence: number): AsyncIterable<StoredRow>;
  head(tenantId: string): Promise<ChainEnd | undefined>;
}
