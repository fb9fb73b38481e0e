import type { ApiKeyPorts } from '../../../domain/identity/api-keys/api-keys.ts';
import { documentClient } from '../../../runtime/document-client.ts';
import { newIdentifier } from '../../../runtime/identifier.ts';
import { dynamoTenants } from '../dynamo-tenants.ts';
import { dynamoApiKeys } from './dynamo-api-keys.ts';
import { peppered } from './key-secrets.ts';

/** What making a key takes. */
export function apiKeyPorts(env: {
  readonly IDENTITY_TABLE_NAME: string;
  readonly API_KEY_PEPPER_ARN: string;
}): ApiKeyPorts {
  const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
  return {
    apiKeys: dynamoApiKeys(table),
    keySecrets: peppered(env.API_KEY_PEPPER_ARN),
    tenants: dynamoTenants(table),
    newKeyId: () => newIdentifier('key'),
    now: Date.now,
  };
}
