import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { clientSettings } from '../../../runtime/aws-client.ts';

export type DatabaseEnv = Readonly<Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>>;

/** The tenant's guides that are there; and of the named ones those that are or were. Both of the same moment. */
export type CountGuides = (
  tenantId: string,
  named: readonly string[],
) => Promise<{ readonly guides: number; readonly there: readonly string[] }>;

/** In Aurora: the first by the index of a tenant's guides, the second by their keys. */
const statement = `SELECT
  (SELECT count(*) FROM guides WHERE tenant_id = :tenant AND deleted_at IS NULL),
  (SELECT coalesce(string_agg(id, ','), '') FROM guides WHERE id = ANY(string_to_array(:named, ',')))`;

export function guideCount(env: DatabaseEnv, client = new RDSDataClient(clientSettings)): CountGuides {
  return async (tenantId, named) => {
    const { records } = await client.send(
      new ExecuteStatementCommand({
        resourceArn: env.DATABASE_ARN,
        secretArn: env.DATABASE_SECRET_ARN,
        database: env.DATABASE_NAME,
        sql: statement,
        parameters: [
          { name: 'tenant', value: { stringValue: tenantId } },
          { name: 'named', value: { stringValue: named.join(',') } },
        ],
      }),
    );
    const [guides, there] = records?.[0] ?? [];
    return {
      guides: guides?.longValue ?? 0,
      there: there?.stringValue ? there.stringValue.split(',') : [],
    };
  };
}
