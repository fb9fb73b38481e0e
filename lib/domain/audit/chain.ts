import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditEntry, AuditEvent } from '../../contracts/audit/entry.ts';

/** Where the chain stands: the row that was appended last, or none yet. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** What the first row follows. */
export const chainStart: ChainEnd = { sequence: 0, hash: '0'.repeat(64) };

/** RFC 8785 (JCS): one text for one value, whoever writes it. */
export function canonicalForm(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value that JSON does not know');
  return text;
}

/** SHA-256 over the previous hash (as text) followed by the canonical form of the row without its two hashes. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { hash: _, previousHash, ...row }: Partial<AuditEntry> & typeof entry = entry;
  return createHash('sha256').update(previousHash).update(canonicalForm(row)).digest('hex');
}

export function nextEntry(end: ChainEnd, event: AuditEvent): AuditEntry {
  const row = { ...event, sequence: end.sequence + 1, previousHash: end.hash };
  return { ...row, hash: hashOf(row) };
}
