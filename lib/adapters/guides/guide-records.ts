import { and, desc, eq, isNull, lt, max, ne, or, type SQL, sql } from 'drizzle-orm';
import type {
  GuideRecord,
  GuideRecords,
  NewVersion,
  RetitledVersion,
} from '../../domain/guides/guide-record.ts';
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
    versionOfRecording: (tenantId, guideId, recordingId) =>
      findVersion(database, and(ofGuide(tenantId, guideId), eq(versionsTable.recordingId, recordingId))),
    versionRetitledFrom: (tenantId, guideId, from) =>
      findVersion(database, and(ofGuide(tenantId, guideId), eq(versionsTable.retitledFrom, from))),
    latestVersion: async (tenantId, guideId) => {
      const [row] = await database
        .select({ version: max(versionsTable.version) })
        .from(versionsTable)
        .where(ofGuide(tenantId, guideId));
      return Number(row?.version ?? 0);
    },
    addVersion: (version) => addVersion(database, version),
    addRetitled: (version) => addRetitled(database, version),
    setStatus: async (tenantId, guideId, status) => {
      await database
        .update(guidesTable)
        .set({ status, updatedAt: sql`now()` })
        .where(and(own(tenantId, guideId), ne(guidesTable.status, 'blocked')));
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

const ofGuide = (tenantId: string, guideId: string) =>
  and(eq(versionsTable.tenantId, tenantId), eq(versionsTable.guideId, guideId));

async function findVersion(
  database: Pick<GuideDatabase, 'select'>,
  where: SQL | undefined,
): Promise<number | undefined> {
  const [row] = await database.select({ version: versionsTable.version }).from(versionsTable).where(where);
  return row?.version;
}

async function addVersion(
  database: GuideDatabase,
  { record, contentHash, event }: NewVersion,
): Promise<number> {
  const { id, tenantId, recordingId, version, status } = record;
  return database.transaction(async (transaction) => {
    await transaction
      .insert(guidesTable)
      .values(record)
      .onConflictDoUpdate({
        target: guidesTable.id,
        // What an earlier version was published as stands until this one is; that it is not is to be seen at once.
        // A version that was held has been followed by this one.
        set: {
          ...newestOf(record),
          recordingId,
          status:
            status === 'blocked'
              ? status
              : sql`case when ${guidesTable.status} = 'blocked' then ${status} else ${guidesTable.status} end`,
        },
        setWhere: and(eq(guidesTable.tenantId, tenantId), lt(guidesTable.version, version)),
      });
    const added = await transaction
      .insert(versionsTable)
      .values({ ...rowOf(record, contentHash), recordingId })
      .onConflictDoNothing()
      .returning({ version: versionsTable.version });
    if (event && added.length > 0) await addAuditEvent(transaction, event);
    const saved = await findVersion(
      transaction,
      and(ofGuide(tenantId, id), eq(versionsTable.recordingId, recordingId)),
    );
    if (saved === undefined) throw new Error(`guide ${id}: version ${version} belongs to another recording`);
    return saved;
  });
}

async function addRetitled(
  database: GuideDatabase,
  { record, contentHash, from, event }: RetitledVersion,
): Promise<boolean> {
  const { id, tenantId } = record;
  return database.transaction(async (transaction) => {
    const followed = await transaction
      .update(guidesTable)
      .set(newestOf(record))
      .where(
        and(
          eq(guidesTable.tenantId, tenantId),
          eq(guidesTable.id, id),
          eq(guidesTable.version, from),
          isNull(guidesTable.deletedAt),
        ),
      )
      .returning({ id: guidesTable.id });
    if (followed.length === 0) return false;
    await transaction.insert(versionsTable).values({ ...rowOf(record, contentHash), retitledFrom: from });
    await addAuditEvent(transaction, event);
    return true;
  });
}

/** The visibility that someone chose for an earlier version stands; so does who began the guide, and when. */
function newestOf(record: NewVersion['record']) {
  const { title, description, url, stepCount, coverKey, missing, updatedAt, version } = record;
  return { title, description, url, stepCount, coverKey, missing, updatedAt, version };
}

function rowOf({ id, version, tenantId, createdBy, createdAt }: NewVersion['record'], contentHash: string) {
  return { guideId: id, version, tenantId, contentHash, createdBy, createdAt };
}

function recordOf(row: typeof guidesTable.$inferSelect): GuideRecord {
  const { deletedAt, ...record } = row;
  return record;
}
