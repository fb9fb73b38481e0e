import { ExecuteStatementCommand, type Field, RDSDataClient } from '@aws-sdk/client-rds-data';
import { auditEvent } from '../../contracts/audit/entry.ts';
import type { Outbox } from '../../domain/audit/drain-outbox.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

export type DatabaseEnv = Readonly<Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>>;

/** The Data API gives at most 1 MiB. */
const pageSize = 500;

/** Events in `audit_outbox` of Aurora; the schema is the guides context's. */
export function databaseOutbox(env: DatabaseEnv, client = new RDSDataClient(clientSettings)): Outbox {
  const run = async (sql: string, values: Readonly<Record<string, string>>): Promise<Field[][]> => {
    const { records } = await client.send(
      new ExecuteStatementCommand({
        resourceArn: env.DATABASE_ARN,
        secretArn: env.DATABASE_SECRET_ARN,
        database: env.DATABASE_NAME,
        sql,
        parameters: Object.entries(values).map(([name, value]) => ({ name, value: { stringValue: value } })),
      }),
    );
    return records ?? [];
  };
  return {
    async *held() {
      for (let after = '0'; ; ) {
        const rows = await run(
          `select position::text, event::text from audit_outbox where position > :after::bigint order by audit_outbox.position limit ${pageSize}`,
          { after },
        );
        const events = rows.map(([position, event]) => ({
          position: position?.stringValue ?? '',
          event: auditEvent.parse(JSON.parse(event?.stringValue ?? '')),
        }));
        yield [...Map.groupBy(events, ({ event }) => event.tenantId).values()].map((held) => ({
          events: held.map(({ event }) => event),
          remove: async () => {
            const positions = held.map(({ position }) => position).join(',');
            await run(
              "delete from audit_outbox where position = any(string_to_array(:positions, ',')::bigint[])",
              { positions },
            );
          },
        }));
        if (rows.length < pageSize) return;
        after = events.at(-1)?.position ?? after;
      }
    },
  };
}
