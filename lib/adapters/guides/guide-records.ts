import { and, desc, eq, isNull, lt, max, or, sql } from 'drizzle-orm';
import type { GuideRecord, GuideRecords } from '../../domain/guides/guide-record.ts';
import { addAuditEvent } from './audit-outbox.ts';
import type { GuideDatabase } from './database.ts';
import { guidesTable, versionsTable } from './guide-tables.ts';

/** Guides and versions in Aurora. */
export function guideRecords(database: GuideDatabase): GuideRecords {
  const own = (tenantId: string, guideId: string) =>
    and(eq(guidesTable.tenantId, tenantId), eq(guidesTable.id, guideId), isNull(guidesTable.deletedAt));
  return {
    find: async (tenantId, guideId) => {
      const [row] = await database.select().from(guidesTable).where(own(tenantId, guideId)).limit(1);
      return row && recordOf(row);
    },
    list: async (tenantId, after, limit) => {
      const older =
        after &&
        or(
          lt(guidesTable.createdAt, after.createdAt),
          and(eq(guidesTable.createdAt, after.createdAt), lt(guidesTable.id, after.id)),
        );
      const rows = await database
        .select()
        .from(guidesTable)
        .where(and(eq(guidesTable.tenantId, tenantId), isNull(guidesTable.deletedAt), older))
        .orderBy(desc(guidesTable.createdAt), desc(guidesTable.id))
        .limit(limit);
      return rows.map(recordOf);
    },
    versionOfRecording: async (tenantId, guideId, recordingId) => {
      const [row] = await database
        .select({ version: versionsTable.version })
        .from(versionsTable)
        .where(
          and(
            eq(versionsTable.tenantId, tenantId),
            eq(versionsTable.guideId, guideId),
            eq(versionsTable.recordingId, recordingId),
          ),
        );
      return row?.version;
    },
    latestVersion: async (tenantId, guideId) => {
      const [row] = await database
        .select({ version: max(versionsTable.version) })
        .from(versionsTable)
        .where(and(eq(versionsTable.tenantId, tenantId), eq(versionsTable.guideId, guideId)));
      return Number(row?.version ?? 0);
    },
    addVersion: ({ record, contentHash }) => addVersion(database, record, contentHash),
    setStatus: async (tenantId, guideId, status) => {
      await database.update(guidesTable).set({ status, updatedAt: sql`now()` }).where(own(tenantId, guideId));
    },
    markDeleted: (tenantId, guideId, at, event) =>
      database.transaction(async (transaction) => {
        const deleted = await transaction
          .update(guidesTable)
          .set({ deletedAt: at, updatedAt: at, publicationId: null })
          .where(own(tenantId, guideId))
          .returning({ id: guidesTable.id });
        if (deleted.length > 0) await addAuditEvent(transaction, event);
      }),
  };
}

async function addVersion(
  database: GuideDatabase,
  record: Omit<GuideRecord, 'publicationId'>,
  contentHash: string,
): Promise<number> {
  const { id, tenantId, recordingId, version, createdBy, createdAt } = record;
  const { title, description, url, stepCount, coverKey, missing, updatedAt } = record;
  return database.transaction(async (transaction) => {
    // The visibility that someone chose for an earlier version stands; so does who began the guide, and when.
    await transaction
      .insert(guidesTable)
      .values(record)
      .onConflictDoUpdate({
        target: guidesTable.id,
        set: { title, description, url, stepCount, coverKey, missing, updatedAt, version, recordingId },
        setWhere: and(eq(guidesTable.tenantId, tenantId), lt(guidesTable.version, version)),
      });
    await transaction
      .insert(versionsTable)
      .values({ guideId: id, version, tenantId, recordingId, contentHash, createdBy, createdAt })
      .onConflictDoNothing();
    const [saved] = await transaction
      .select({ version: versionsTable.version })
      .from(versionsTable)
      .where(
        and(
          eq(versionsTable.tenantId, tenantId),
          eq(versionsTable.guideId, id),
          eq(versionsTable.recordingId, recordingId),
        ),
      );
    if (!saved) throw new Error(`guide ${id}: version ${version} belongs to another recording`);
    return saved.version;
  });
}

function recordOf(row: typeof guidesTable.$inferSelect): GuideRecord {
  const { deletedAt, ...record } = row;
  return record;
}
