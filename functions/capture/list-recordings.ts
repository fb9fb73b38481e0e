import * as z from 'zod/mini';
import { dynamoRecordingList } from '../../lib/adapters/capture/dynamo-recording-list.ts';
import { readable } from '../../lib/adapters/identity/authorization/readable-items.ts';
import { listRecordings } from '../../lib/domain/capture/list-recordings.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const ports = {
  recordings: dynamoRecordingList({ client: documentClient(), name: env.RECORDING_TABLE_NAME }),
  readable: readable('Recording', env.IDENTITY_TABLE_NAME),
};

export const handler = httpRoute({
  query: z.object({ cursor: z.optional(z.string().check(z.maxLength(500))) }),
  run: async ({ caller, query }) => {
    const page = await listRecordings(ports, caller, query.cursor);
    if (page) return { ok: true, value: page };
    const errors = [{ pointer: 'query/cursor', message: 'not a cursor that this list has given' }];
    return { ok: false, reason: 'invalid-request', errors };
  },
});
