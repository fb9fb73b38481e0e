import * as z from 'zod/mini';
import { dynamoLive } from '../../lib/adapters/compose/dynamo-live.ts';
import { dynamoRecordings } from '../../lib/adapters/compose/dynamo-recordings.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { recordingId } from '../../lib/contracts/capture/recording.ts';
import { readRecording } from '../../lib/domain/compose/live/read-recording.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'LIVE_TABLE_NAME']);
export type Env = typeof env;

const client = documentClient();
const ports = {
  recordings: dynamoRecordings({ client, name: env.RECORDING_TABLE_NAME }),
  live: dynamoLive({ client, name: env.LIVE_TABLE_NAME }),
};

export const handler = httpRoute({
  params: z.object({ id: recordingId }),
  refusals: captureRefusals,
  run: ({ caller, params }) => readRecording(ports, caller, params.id),
});
