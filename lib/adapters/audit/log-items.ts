import type { AuditEntry } from '../../contracts/audit/entry.ts';
import type { StoredRow } from '../../domain/audit/audit-log.ts';
import { canonicalForm } from '../../domain/audit/chain.ts';
import { momentOf } from '../../domain/audit/read-log.ts';

/*
 * Of a tenant, by sort key: `head`, `listing` (so that the daily export finds the tenant), `row#<sequence>`, and
 * `event#<id>`, which notes that the event is in the log and is needed for as long as the event may come again.
 */
export const headItem = 'head';
export const listingItem = 'listing';
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
}

export function rowOf(entry: AuditEntry): RowItem {
  return {
    tenantId: entry.tenantId,
    item: rowItem(entry.sequence),
    text: canonicalForm(entry),
    ...foundBy(entry),
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
  return { position, text, found: isFound(item, text) };
}

function isFound(item: Readonly<Record<string, unknown>>, text: string): boolean {
  try {
    const expected = Object.entries(foundBy(JSON.parse(text)));
    return expected.every(([name, value]) => item[name] === value);
  } catch {
    return false;
  }
}
