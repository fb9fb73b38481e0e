import * as z from 'zod/mini';
import { dynamoRecordings } from '../../lib/adapters/compose/dynamo-recordings.ts';
import { dynamoTickets } from '../../lib/adapters/compose/dynamo-tickets.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { recordingId } from '../../lib/contracts/capture/recording.ts';
import { issuePreviewTicket } from '../../lib/domain/compose/live/preview-tickets.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { dynamoClient } from '../../lib/runtime/dynamo-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'CONNECTION_TABLE_NAME', 'PREVIEW_URL']);
export type Env = typeof env;

const dynamo = dynamoClient();
const client = documentClient(dynamo);
const ports = {
  recordings: dynamoRecordings({ client, name: env.RECORDING_TABLE_NAME }),
  tickets: dynamoTickets({ client: dynamo, name: env.CONNECTION_TABLE_NAME }),
  now: Date.now,
};

export const handler = httpRoute({
  params: z.object({ id: recordingId }),
  refusals: captureRefusals,
  status: 201,
  run: ({ caller, params }) => issuePreviewTicket(ports, caller, params.id, env.PREVIEW_URL),
});
