import { type AuditEntry, type AuditVerification, auditEntry } from '../../contracts/audit/entry.ts';
import type { StoredRow } from './audit-log.ts';
import { type ChainEnd, canonicalForm, chainStart, hashOf } from './chain.ts';

export type ChainFault = NonNullable<AuditVerification['fault']>;

/** Walks a chain row by row and remembers what is wrong first. */
export class ChainVerifier {
  readonly #tenantId: string;
  readonly #head: ChainEnd | undefined;
  readonly #hashes = new Map<number, string>();
  #entries = 0;
  #end = chainStart;
  #fault: ChainFault | undefined;
  /** A row that does not follow the one before: which of the two is wrong, what comes next will tell. */
  #broken: ChainEnd | undefined;

  /** @param head as read before the rows: rows that come meanwhile are no fault */
  constructor(tenantId: string, head: ChainEnd | undefined) {
    this.#tenantId = tenantId;
    this.#head = head;
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
    const { position } = row;
    const entry = readEntry(row.text);
    // Before anything is said of this row: it tells about the one before.
    this.#settle(entry?.previousHash);
    if (position > this.#end.sequence + 1) this.#lack(this.#end.sequence + 1, position - 1);
    const wrong = this.#wrongWith(row, entry);
    if (wrong) this.#report(position, wrong.kind, wrong.detail);
    else if (entry) this.#follow(entry);
    const hash = entry?.hash ?? '';
    if (!wrong) this.#hashes.set(position, hash);
    this.#end = { sequence: position, hash };
  }

  finish(): AuditVerification {
    const { sequence, hash } = this.#end;
    const head = this.#head;
    this.#settle(head?.sequence === sequence ? head.hash : undefined);
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

  #wrongWith({ position, found }: StoredRow, entry: AuditEntry | undefined) {
    if (!entry) return { kind: 'changed', detail: 'the row does not have the form of one' } as const;
    if (hashOf(entry) !== entry.hash)
      return { kind: 'changed', detail: 'the row does not have the hash that it names' } as const;
    if (entry.tenantId !== this.#tenantId)
      return { kind: 'changed', detail: `the row is one of ${entry.tenantId}` } as const;
    if (entry.sequence !== position)
      return { kind: 'reordered', detail: `row ${entry.sequence} stands in its place` } as const;
    if (!found)
      return { kind: 'changed', detail: 'what the row is found by does not fit what it says' } as const;
    if (this.#head?.sequence === position && this.#head.hash !== entry.hash)
      return { kind: 'changed', detail: 'the log has ended with another row here' } as const;
    return undefined;
  }

  #follow({ sequence, previousHash, hash }: AuditEntry): void {
    if (previousHash === this.#end.hash || this.#fault) return;
    if (sequence === 1) this.#report(1, 'changed', 'the first row follows one that never was');
    else this.#broken = { sequence, hash };
  }

  /** @param confirmed the hash that what comes next has for the row in doubt */
  #settle(confirmed: string | undefined): void {
    const doubted = this.#broken;
    if (!doubted) return;
    this.#broken = undefined;
    if (confirmed === doubted.hash)
      this.#report(doubted.sequence - 1, 'changed', 'the rows after it follow another row');
    else this.#report(doubted.sequence, 'changed', 'it does not follow the row before it');
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
