import { dynamoKeyScopes } from '../../lib/adapters/identity/api-keys/dynamo-new-api-keys.ts';
import { dynamoMembers } from '../../lib/adapters/identity/dynamo-members.ts';
import { dynamoTenants } from '../../lib/adapters/identity/dynamo-tenants.ts';
import { readAccount } from '../../lib/domain/identity/account.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  tenants: dynamoTenants(table),
  members: dynamoMembers(table),
  apiKeys: dynamoKeyScopes(table),
};

export const handler = httpRoute({ run: ({ caller }) => readAccount(ports, caller) });
