import { kinesisBatches } from '../../lib/adapters/capture/batch-stream.ts';
import { dynamoImportClaims, dynamoImportQuota } from '../../lib/adapters/capture/dynamo-imports.ts';
import { dynamoRecordings } from '../../lib/adapters/capture/dynamo-recordings.ts';
import { guideWorkflow } from '../../lib/adapters/capture/guide-workflow.ts';
import { kmsRecordingKeys } from '../../lib/adapters/capture/recording-keys.ts';
import { guideAccess } from '../../lib/adapters/identity/authorization/guide-access.ts';
import { sharedAllowance } from '../../lib/adapters/metering/counters/allowance.ts';
import { tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { importRequest } from '../../lib/contracts/capture/recording.ts';
import { importRecording } from '../../lib/domain/capture/import-recording.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';

const env = readEnv([
  'RECORDING_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
  'ENVELOPE_KEY_ID',
  'BATCH_STREAM_NAME',
  'PUBLISH_GUIDE_ARN',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const table = { client: documentClient(), name: env.RECORDING_TABLE_NAME };
const ports = {
  allowance: sharedAllowance(env),
  newAuditEvent,
  policies: tenantPolicies(env.IDENTITY_TABLE_NAME),
  recordings: dynamoRecordings(table),
  claims: dynamoImportClaims(table),
  quota: dynamoImportQuota(table),
  keys: kmsRecordingKeys(env.ENVELOPE_KEY_ID),
  batches: kinesisBatches(env.BATCH_STREAM_NAME),
  workflow: guideWorkflow(env.PUBLISH_GUIDE_ARN),
  newRecordingId: () => newIdentifier('rec'),
  newGuideId: () => newIdentifier('gde'),
  claimGuide: guideAccess({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }).claim,
  now: Date.now,
};

export const handler = httpRoute({
  request: importRequest,
  maximumBytes: 4 * 1024 * 1024,
  refusals: captureRefusals,
  status: 202,
  run: ({ caller, body, event }) => importRecording(ports, caller, body, event.headers['idempotency-key']),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
