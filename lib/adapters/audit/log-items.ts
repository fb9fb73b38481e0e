import type { AuditEntry } from '../../contracts/audit/entry.ts';
import type { StoredRow } from '../../domain/audit/audit-log.ts';
import { canonicalForm } from '../../domain/audit/chain.ts';
import { momentOf } from '../../domain/audit/read-log.ts';
import type { SignedStatement } from '../../domain/audit/statement.ts';

/*
 * Of a tenant, by sort key: `head`, which the index `byListing` leads to, `row#<sequence>`, and `event#<id>`, which
 * notes the row that the event is in and is needed for as long as the event may come again.
 */
export const headItem = 'head';
/** Said anew whenever the head is raised: a log that is not listed is exported no more. */
export const listingOfTenants = 'tenants';
export const rowItem = (sequence: number) => `row#${String(sequence).padStart(12, '0')}`;
export const eventItem = (id: string) => `event#${id}`;

/** An outbox that was restored from a backup, at most 35 days old, gives its events again. */
export const noteDays = 90;

export interface RowItem {
  readonly tenantId: string;
  readonly item: string;
  /** Canonical form of the entry. */
  readonly text: string;
  /** Sort key of the indexes. */
  readonly moment: string;
  readonly actorOfTenant: string;
  readonly resourceOfTenant: string;
  /** With the first of the rows that were signed together. */
  readonly signed?: SignedStatement;
}

export function rowOf(entry: AuditEntry, signed?: SignedStatement): RowItem {
  return {
    tenantId: entry.tenantId,
    item: rowItem(entry.sequence),
    text: canonicalForm(entry),
    ...foundBy(entry),
    ...(signed && { signed }),
  };
}

function foundBy(entry: AuditEntry) {
  return {
    moment: momentOf(entry),
    actorOfTenant: ofTenant(entry.tenantId, entry.actor.id),
    resourceOfTenant: ofTenant(entry.tenantId, entry.resource.id),
  };
}

export const ofTenant = (tenantId: string, id: string) => `${tenantId}#${id}`;

/** As it lies there: attributes may be missing or of another kind. */
export function storedRow(item: Readonly<Record<string, unknown>>): StoredRow {
  const text = typeof item.text === 'string' ? item.text : '';
  const position = Number(String(item.item).slice('row#'.length));
  return { position, text, found: isFound(item, text), signed: signedOf(item.signed) };
}

function signedOf(value: unknown): SignedStatement | undefined {
  const { text, signature } = (value ?? {}) as Partial<SignedStatement>;
  return typeof text === 'string' && typeof signature === 'string' ? { text, signature } : undefined;
}

function isFound(item: Readonly<Record<string, unknown>>, text: string): boolean {
  try {
    const expected = Object.entries(foundBy(JSON.parse(text)));
    return expected.every(([name, value]) => item[name] === value);
  } catch {
    return false;
  }
}
