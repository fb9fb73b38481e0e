import { ExecuteStatementCommand, type Field, RDSDataClient } from '@aws-sdk/client-rds-data';
import * as z from 'zod/mini';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import { guideStatus, visibility } from '../../contracts/guides/guide.ts';
import type { SharedGuides } from '../../domain/share/published-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

export type DatabaseEnv = Readonly<Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>>;

const client = new RDSDataClient(clientSettings);

const row = z.object({
  id: z.string(),
  tenantId: z.string(),
  recordingId: z.string(),
  title: z.string(),
  version: z.int(),
  status: guideStatus,
  visibility,
  publicationId: z.nullable(z.string()),
  missing: z.array(z.string()),
});
const columns = `id, tenant_id as "tenantId", recording_id as "recordingId", title, version, status, visibility,
  publication_id as "publicationId", missing`;
const own = 'tenant_id = :tenant and id = :guide and deleted_at is null';

/** One statement that makes the change and, where it made one, keeps its event: both, or neither. */
function audited(change: string): string {
  return `with changed as (${change})
    insert into audit_outbox (id, tenant_id, event) select :eventId, :tenant, :event::jsonb from changed returning id`;
}

function auditedBy(event: AuditEvent) {
  return { eventId: event.id, event: JSON.stringify(event) };
}

/**
 * The few columns of `guides` that sharing reads and writes, in plain statements over the RDS Data API:
 * the schema is the guides context's.
 */
export function publishedGuides(env: DatabaseEnv): SharedGuides {
  const run = async (statement: string, values: Readonly<Record<string, string>>): Promise<Field[][]> => {
    const { records } = await client.send(
      new ExecuteStatementCommand({
        resourceArn: env.DATABASE_ARN,
        secretArn: env.DATABASE_SECRET_ARN,
        database: env.DATABASE_NAME,
        sql: statement,
        parameters: Object.entries(values).map(([name, value]) => ({ name, value: { stringValue: value } })),
      }),
    );
    return records ?? [];
  };
  return {
    find: async (tenant, guide) => {
      // As JSON: one field to read, whatever types the columns have.
      const statement = `select row_to_json(found)::text from (select ${columns} from guides where ${own}) as found`;
      const json = (await run(statement, { tenant, guide }))[0]?.[0]?.stringValue;
      return json === undefined ? undefined : row.parse(JSON.parse(json));
    },
    claimPublication: async (tenant, guide, candidate) => {
      const statement = `update guides set publication_id = coalesce(publication_id, :candidate) where ${own} returning publication_id`;
      return (await run(statement, { tenant, guide, candidate }))[0]?.[0]?.stringValue;
    },
    movePublication: async (tenant, guide, from, to) => {
      const statement = `update guides set publication_id = :to where ${own} and publication_id = :from returning id`;
      return (await run(statement, { tenant, guide, from, to })).length > 0;
    },
    setVisibility: async (tenant, guide, value, event) => {
      const change = `update guides set visibility = :value, updated_at = now() where ${own} returning id`;
      await run(audited(change), { tenant, guide, value, ...auditedBy(event) });
    },
    setPublished: async (tenant, guide, { version, status, isDecided }, event) => {
      const stands = `version = cast(:version as int)${isDecided ? '' : " and status <> 'blocked'"}`;
      const change = `update guides set status = :status, updated_at = now() where ${own} and ${stands} returning id`;
      const values = { tenant, guide, status, version: String(version), ...auditedBy(event) };
      return (await run(audited(change), values)).length > 0;
    },
  };
}
