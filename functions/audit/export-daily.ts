import { exportQueue } from '../../lib/adapters/audit/export-queue.ts';
import { kmsLogVerifier } from '../../lib/adapters/audit/kms-log-key.ts';
import { logHeads, readableLog } from '../../lib/adapters/audit/readable-log.ts';
import { s3Checkpoints } from '../../lib/adapters/audit/s3-checkpoints.ts';
import { s3Exports } from '../../lib/adapters/audit/s3-exports.ts';
import { dailyMessage, exportDaily } from '../../lib/domain/audit/export-daily.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { queueConsumer } from '../../lib/runtime/queue-consumer.ts';

const env = readEnv(['AUDIT_TABLE_NAME', 'AUDIT_BUCKET_NAME', 'AUDIT_SIGNING_KEY_ARN', 'EXPORT_QUEUE_URL']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.AUDIT_TABLE_NAME };
const exports = s3Exports(env.AUDIT_BUCKET_NAME);
const ports = {
  log: readableLog(table),
  exports,
  exported: exports.lines,
  checkpoints: s3Checkpoints(env.AUDIT_BUCKET_NAME),
  verifier: kmsLogVerifier(env.AUDIT_SIGNING_KEY_ARN),
  heads: () => logHeads(table),
  now: Date.now,
  queue: exportQueue(env.EXPORT_QUEUE_URL),
};

export const handler = queueConsumer({
  message: dailyMessage,
  run: async (messages) => {
    for (const message of messages) await exportDaily(ports, message);
  },
});
