import * as z from 'zod/mini';
import { appendableLog } from '../../lib/adapters/audit/appendable-log.ts';
import { databaseOutbox } from '../../lib/adapters/audit/database-outbox.ts';
import { auditedTables, tableOutbox } from '../../lib/adapters/audit/table-outbox.ts';
import { drainOutboxes } from '../../lib/domain/audit/drain-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { queueConsumer } from '../../lib/runtime/queue-consumer.ts';

const env = readEnv([
  'AUDIT_TABLE_NAME',
  'AUDITED_TABLES',
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
]);
export type Env = typeof env;

const client = documentClient();
const log = appendableLog({ client, name: env.AUDIT_TABLE_NAME });
const outboxes = {
  tables: auditedTables(env.AUDITED_TABLES, client).map((table) => tableOutbox(table)),
  database: [databaseOutbox(env)],
};

/** A message is a nudge after a write, or comes from the schedule. */
export const handler = queueConsumer({
  message: z.object({ outbox: z.enum(['tables', 'database']) }),
  run: (nudges) => drainOutboxes(log, outboxes, new Set(nudges.map(({ outbox }) => outbox))),
});
