import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoNewApiKeys } from './api-keys/dynamo-new-api-keys.ts';
import { peppered } from './api-keys/key-secrets.ts';
import { tenantEntries } from './authorization/dynamo-tenant-directory.ts';
import { membership } from './membership.ts';

export const foundingVariables = [
  'IDENTITY_TABLE_NAME',
  'DIRECTORY_TABLE_NAME',
  'API_KEY_PEPPER_ARN',
  'HOME_REGION',
  'API_URL',
  'EDGE_URL',
] as const;

type FoundingEnv = Readonly<Record<(typeof foundingVariables)[number], string>>;

/** Whatever a new tenant is written into. */
export function founding(client: DynamoDBDocumentClient, env: FoundingEnv) {
  const table = { client, name: env.IDENTITY_TABLE_NAME };
  const here = { region: env.HOME_REGION, apiUrl: env.API_URL, edgeUrl: env.EDGE_URL };
  return {
    ...membership(table),
    apiKeys: dynamoNewApiKeys(table),
    keySecrets: peppered(env.API_KEY_PEPPER_ARN),
    directory: tenantEntries({ client, name: env.DIRECTORY_TABLE_NAME }, here),
    now: Date.now,
  };
}
