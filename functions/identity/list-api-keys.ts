import { dynamoApiKeys } from '../../lib/adapters/identity/api-keys/dynamo-api-keys.ts';
import { listApiKeys } from '../../lib/domain/identity/api-keys/list-api-keys.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const ports = { apiKeys: dynamoApiKeys({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }) };

export const handler = httpRoute({ run: ({ caller }) => listApiKeys(ports, caller) });
