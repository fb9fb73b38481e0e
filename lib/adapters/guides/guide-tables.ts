import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Visibility } from '../../contracts/guides/guide.ts';
import type { GuideStatus } from '../../domain/guides/guide-record.ts';

/**
 * Declared without a zone although the columns are `timestamptz`: the Data API takes and gives them in UTC and names no
 * zone, which drizzle would read as the machine's own if it expected one.
 */
const time = (name: string) => timestamp(name, { mode: 'date' });

/** The columns as `migrations.ts` makes them, but for the zone of times. */
export const guidesTable = pgTable('guides', {
  id: text('id').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  recordingId: text('recording_id').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  url: text('url').notNull(),
  status: text('status').$type<GuideStatus>().notNull(),
  visibility: text('visibility').$type<Visibility>().notNull(),
  version: integer('version').notNull(),
  stepCount: integer('step_count').notNull(),
  coverKey: text('cover_key'),
  publicationId: text('publication_id'),
  publishedVersion: integer('published_version'),
  missing: jsonb('missing').$type<readonly string[]>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  deletedAt: time('deleted_at'),
});

export const versionsTable = pgTable(
  'guide_versions',
  {
    guideId: text('guide_id').notNull(),
    version: integer('version').notNull(),
    tenantId: text('tenant_id').notNull(),
    recordingId: text('recording_id'),
    retitledFrom: integer('retitled_from'),
    contentHash: text('content_hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guideId, table.version] })],
);
