import { wrapForDevice } from '../../lib/adapters/capture/device-key.ts';
import { dynamoRecordings } from '../../lib/adapters/capture/dynamo-recordings.ts';
import { kmsRecordingKeys } from '../../lib/adapters/capture/recording-keys.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { openRecordingRequest } from '../../lib/contracts/capture/recording.ts';
import { openRecording } from '../../lib/domain/capture/open-recording.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'ENVELOPE_KEY_ID']);
export type Env = typeof env;

const ports = {
  recordings: dynamoRecordings({ client: documentClient(), name: env.RECORDING_TABLE_NAME }),
  keys: kmsRecordingKeys(env.ENVELOPE_KEY_ID),
  wrapForDevice,
  newRecordingId: () => newIdentifier('rec'),
  newGuideId: () => newIdentifier('gde'),
  now: Date.now,
};

export const handler = httpRoute({
  request: openRecordingRequest,
  refusals: captureRefusals,
  status: 201,
  run: ({ caller, body }) => openRecording(ports, caller, body),
});
