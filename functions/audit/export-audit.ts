import { readableLog } from '../../lib/adapters/audit/readable-log.ts';
import { s3Exports } from '../../lib/adapters/audit/s3-exports.ts';
import { exportOnRequest } from '../../lib/domain/audit/export-on-request.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { eventRecorder } from '../../lib/runtime/event-recorder.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['AUDIT_TABLE_NAME', 'AUDIT_BUCKET_NAME', 'IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const client = documentClient();
const ports = {
  log: readableLog({ client, name: env.AUDIT_TABLE_NAME }),
  exports: s3Exports(env.AUDIT_BUCKET_NAME),
  record: eventRecorder({ client, name: env.IDENTITY_TABLE_NAME }),
  newAuditEvent,
};

export const handler = httpRoute({
  refusals: { 'nothing-new': { status: 409, title: 'Everything is exported already' } },
  status: 201,
  run: ({ caller }) => exportOnRequest(ports, caller),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
