import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { GuideDatabase } from './database.ts';

/** Events of changes in Aurora that are not in the log yet, in the order in which the changes were made. */
export const auditOutboxTable = pgTable('audit_outbox', {
  position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  id: text('id').notNull(),
  tenantId: text('tenant_id').notNull(),
  event: jsonb('event').$type<AuditEvent>().notNull(),
});

type Transaction = Parameters<Parameters<GuideDatabase['transaction']>[0]>[0];

/** Within the change's own transaction, and after the change: whoever changes the same row waits, and comes after. */
export async function addAuditEvent(transaction: Transaction, event: AuditEvent): Promise<void> {
  await transaction.insert(auditOutboxTable).values({ id: event.id, tenantId: event.tenantId, event });
}
