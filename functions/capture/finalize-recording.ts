import * as z from 'zod/mini';
import { dynamoRecordings } from '../../lib/adapters/capture/dynamo-recordings.ts';
import { guideWorkflow } from '../../lib/adapters/capture/guide-workflow.ts';
import { sharedAllowance } from '../../lib/adapters/metering/counters/allowance.ts';
import { tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { finalizeRequest, recordingId } from '../../lib/contracts/capture/recording.ts';
import { finalizeRecording } from '../../lib/domain/capture/finalize-recording.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'RECORDING_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
  'PUBLISH_GUIDE_ARN',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const ports = {
  allowance: sharedAllowance(env),
  newAuditEvent,
  policies: tenantPolicies(env.IDENTITY_TABLE_NAME),
  recordings: dynamoRecordings({ client: documentClient(), name: env.RECORDING_TABLE_NAME }),
  workflow: guideWorkflow(env.PUBLISH_GUIDE_ARN),
};

export const handler = httpRoute({
  params: z.object({ id: recordingId }),
  request: finalizeRequest,
  refusals: captureRefusals,
  status: 202,
  run: ({ caller, params, body }) => finalizeRecording(ports, caller, params.id, body),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
