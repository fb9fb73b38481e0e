import { logIndex } from '../../lib/adapters/audit/readable-log.ts';
import { readLog, readLogQuery } from '../../lib/domain/audit/read-log.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['AUDIT_TABLE_NAME']);
export type Env = typeof env;

const index = logIndex({ client: documentClient(), name: env.AUDIT_TABLE_NAME });

export const handler = httpRoute({
  query: readLogQuery,
  run: ({ caller, query }) => readLog(index, caller.tenantId, query),
});
