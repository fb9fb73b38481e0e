import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { clientSettings } from '../../runtime/aws-client.ts';

export type DatabaseEnv = Readonly<Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>>;

/** Guides that a tenant has in Aurora. */
export function guideCount(env: DatabaseEnv, client = new RDSDataClient(clientSettings)) {
  return async (tenantId: string): Promise<number> => {
    const { records } = await client.send(
      new ExecuteStatementCommand({
        resourceArn: env.DATABASE_ARN,
        secretArn: env.DATABASE_SECRET_ARN,
        database: env.DATABASE_NAME,
        sql: 'SELECT count(*) FROM guides WHERE tenant_id = :tenant AND deleted_at IS NULL',
        parameters: [{ name: 'tenant', value: { stringValue: tenantId } }],
      }),
    );
    return records?.[0]?.[0]?.longValue ?? 0;
  };
}
