import { type AuditEntry, type AuditVerification, auditEntry } from '../../contracts/audit/entry.ts';
import type { StoredRow } from './audit-log.ts';
import { type ChainEnd, canonicalForm, chainStart, hashOf } from './chain.ts';
import { type LogVerifier, readStatement, type Statement, signedHash } from './statement.ts';

export type ChainFault = NonNullable<AuditVerification['fault']>;

/** Walks a chain row by row and remembers what is wrong first. */
export class ChainVerifier {
  readonly #tenantId: string;
  readonly #head: ChainEnd | undefined;
  readonly #verifier: LogVerifier;
  readonly #hashes = new Map<number, string>();
  #entries = 0;
  #end = chainStart;
  #fault: ChainFault | undefined;
  /** Of the rows from its first one on, until the next statement. */
  #statement: Statement | undefined;

  /** @param head as read before the rows: rows that come meanwhile are no fault */
  constructor(tenantId: string, head: ChainEnd | undefined, verifier: LogVerifier) {
    this.#tenantId = tenantId;
    this.#head = head;
    this.#verifier = verifier;
  }

  /** Hash of a row that is as it was written, as far as the chain tells. */
  hashAt(sequence: number): string | undefined {
    return this.#hashes.get(sequence);
  }

  get lastSequence(): number {
    return this.#end.sequence;
  }

  take(row: StoredRow): void {
    this.#entries++;
    const { position, signed } = row;
    const entry = readEntry(row.text);
    if (signed) this.#statement = readStatement(this.#verifier, signed);
    if (position > this.#end.sequence + 1) this.#lack(this.#end.sequence + 1, position - 1);
    const wrong = this.#wrongWith(row, entry);
    if (wrong) this.#report(position, wrong.kind, wrong.detail);
    const hash = entry?.hash ?? '';
    if (!wrong) this.#hashes.set(position, hash);
    this.#end = { sequence: position, hash };
  }

  finish(): Omit<AuditVerification, 'signingKey'> {
    const { sequence, hash } = this.#end;
    const head = this.#head;
    if (head && head.sequence > sequence)
      this.#report(
        sequence + 1,
        'truncated',
        `the log has ended at row ${head.sequence}, and now ends at row ${sequence}`,
      );
    if (!head && this.#entries > 0)
      this.#report(sequence + 1, 'truncated', 'what says where the log ends is gone');
    return {
      ok: !this.#fault,
      entries: this.#entries,
      lastSequence: sequence,
      lastHash: this.#entries > 0 ? hash : null,
      fault: this.#fault ?? null,
    };
  }

  #wrongWith(row: StoredRow, entry: AuditEntry | undefined) {
    if (!entry) return { kind: 'changed', detail: 'the row does not have the form of one' } as const;
    return this.#wrongInItself(row, entry) ?? this.#wronglySigned(entry) ?? this.#wronglyPlaced(entry);
  }

  #wrongInItself({ position, found }: StoredRow, entry: AuditEntry) {
    if (hashOf(entry) !== entry.hash)
      return { kind: 'changed', detail: 'the row does not have the hash that it names' } as const;
    if (entry.tenantId !== this.#tenantId)
      return { kind: 'changed', detail: `the row is one of ${entry.tenantId}` } as const;
    if (entry.sequence !== position)
      return { kind: 'reordered', detail: `row ${entry.sequence} stands in its place` } as const;
    if (!found)
      return { kind: 'changed', detail: 'what the row is found by does not fit what it says' } as const;
    return undefined;
  }

  #wronglySigned({ sequence, hash }: AuditEntry) {
    const signed = signedHash(this.#statement, this.#tenantId, sequence);
    if (signed === undefined) return { kind: 'unsigned', detail: 'no valid signature covers it' } as const;
    if (signed !== hash) return { kind: 'changed', detail: 'another row was signed here' } as const;
    return undefined;
  }

  /** Each row was signed for its place, and yet they need not be of one log: the table may have been set back. */
  #wronglyPlaced({ sequence, previousHash, hash }: AuditEntry) {
    if (this.#head?.sequence === sequence && this.#head.hash !== hash)
      return { kind: 'changed', detail: 'the log has ended with another row here' } as const;
    const follows = this.#end.sequence === sequence - 1;
    if (follows && previousHash !== this.#end.hash)
      return { kind: 'changed', detail: 'it does not follow the row before it' } as const;
    return undefined;
  }

  #lack(from: number, to: number): void {
    this.#report(
      from,
      'missing',
      from === to ? 'the row is not there' : `rows ${from} to ${to} are not there`,
    );
  }

  #report(sequence: number, kind: ChainFault['kind'], detail: string): void {
    this.#fault ??= { sequence, kind, detail };
  }
}

/** Only from the very text that was written: nothing added, doubled or written another way. */
export function readEntry(text: string): AuditEntry | undefined {
  try {
    const parsed = auditEntry.safeParse(JSON.parse(text));
    return parsed.success && canonicalForm(parsed.data) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
