import { apiKeyPorts } from '../../lib/adapters/identity/api-keys/api-key-ports.ts';
import { apiKeyRefusals, createApiKeyRequest } from '../../lib/contracts/identity/api-key.ts';
import { addApiKey } from '../../lib/domain/identity/api-keys/add-api-key.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'API_KEY_PEPPER_ARN', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = apiKeyPorts(env);

export const handler = httpRoute({
  request: createApiKeyRequest,
  refusals: apiKeyRefusals,
  status: 201,
  run: ({ body, caller }) => addApiKey(ports, caller, body),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
