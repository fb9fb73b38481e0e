import * as z from 'zod/mini';
import { dynamoRecordings } from '../../lib/adapters/capture/dynamo-recordings.ts';
import { s3Intake } from '../../lib/adapters/capture/intake.ts';
import { sharedGivingBack } from '../../lib/adapters/metering/counters/allowance.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { recordingId } from '../../lib/contracts/capture/recording.ts';
import { discardRecording } from '../../lib/domain/capture/discard-recording.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'COUNTER_TABLE_NAME', 'INTAKE_BUCKET_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = {
  allowance: sharedGivingBack(env),
  newAuditEvent,
  recordings: dynamoRecordings({ client: documentClient(), name: env.RECORDING_TABLE_NAME }),
  intake: s3Intake(env.INTAKE_BUCKET_NAME),
};

export const handler = httpRoute({
  params: z.object({ id: recordingId }),
  refusals: captureRefusals,
  run: ({ caller, params }) => discardRecording(ports, caller, params.id),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
