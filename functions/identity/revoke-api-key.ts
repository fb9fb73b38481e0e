import { dynamoApiKeys } from '../../lib/adapters/identity/api-keys/dynamo-api-keys.ts';
import { apiKeyPath } from '../../lib/contracts/identity/api-key.ts';
import { revokeApiKey } from '../../lib/domain/identity/api-keys/revoke-api-key.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = { apiKeys: dynamoApiKeys(table), now: Date.now };

export const handler = httpRoute({
  params: apiKeyPath,
  run: ({ caller, params }) => revokeApiKey(ports, caller, params.id),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
