import * as z from 'zod/mini';
import { appendableLog } from '../../lib/adapters/audit/appendable-log.ts';
import { countedOutbox } from '../../lib/adapters/audit/counted-outbox.ts';
import { databaseOutbox } from '../../lib/adapters/audit/database-outbox.ts';
import { kmsLogSigner } from '../../lib/adapters/audit/kms-log-key.ts';
import { auditedTables, tableOutbox } from '../../lib/adapters/audit/table-outbox.ts';
import { drainOutboxes } from '../../lib/domain/audit/drain-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { queueConsumer } from '../../lib/runtime/queue-consumer.ts';

const env = readEnv([
  'AUDIT_TABLE_NAME',
  'AUDITED_TABLES',
  'AUDIT_SIGNING_KEY_ARN',
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
]);
export type Env = typeof env;

const client = documentClient();
const ports = {
  log: appendableLog({ client, name: env.AUDIT_TABLE_NAME }),
  signer: kmsLogSigner(env.AUDIT_SIGNING_KEY_ARN),
  now: Date.now,
};
const tables = auditedTables(env.AUDITED_TABLES, client);
const outboxes = {
  tables: tables.map((table) => tableOutbox(table)),
  counts: tables.map((table) => countedOutbox(table)),
  database: [databaseOutbox(env)],
};

/** A message is a nudge after a write, or comes from the schedule. */
export const handler = queueConsumer({
  message: z.object({ outbox: z.enum(['tables', 'counts', 'database']) }),
  run: (nudges) => drainOutboxes(ports, outboxes, new Set(nudges.map(({ outbox }) => outbox))),
});
