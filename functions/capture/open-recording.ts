import { wrapForDevice } from '../../lib/adapters/capture/device-key.ts';
import { dynamoRecordings } from '../../lib/adapters/capture/dynamo-recordings.ts';
import { kmsRecordingKeys } from '../../lib/adapters/capture/recording-keys.ts';
import { guideAccess } from '../../lib/adapters/identity/authorization/guide-access.ts';
import { sharedAllowance } from '../../lib/adapters/metering/counters/allowance.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { openRecordingRequest } from '../../lib/contracts/capture/recording.ts';
import { openRecording } from '../../lib/domain/capture/open-recording.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';

const env = readEnv([
  'IDENTITY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
  'RECORDING_TABLE_NAME',
  'ENVELOPE_KEY_ID',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const ports = {
  allowance: sharedAllowance(env),
  newAuditEvent,
  recordings: dynamoRecordings({ client: documentClient(), name: env.RECORDING_TABLE_NAME }),
  keys: kmsRecordingKeys(env.ENVELOPE_KEY_ID),
  wrapForDevice,
  newRecordingId: () => newIdentifier('rec'),
  newGuideId: () => newIdentifier('gde'),
  claimGuide: guideAccess({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }).claim,
  now: Date.now,
};

export const handler = httpRoute({
  request: openRecordingRequest,
  refusals: captureRefusals,
  status: 201,
  run: ({ caller, body }) => openRecording(ports, caller, body),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
