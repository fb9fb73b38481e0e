import { peppered } from '../../lib/adapters/identity/api-keys/key-secrets.ts';
import { auditRefusals } from '../../lib/adapters/identity/authorization/audit-refusals.ts';
import { cedarEngine } from '../../lib/adapters/identity/authorization/cedar.ts';
import { dynamoApiKeys } from '../../lib/adapters/identity/authorization/dynamo-api-keys.ts';
import { recentPolicies } from '../../lib/adapters/identity/authorization/dynamo-policies.ts';
import { dynamoResources } from '../../lib/adapters/identity/authorization/dynamo-resources.ts';
import { dynamoStates } from '../../lib/adapters/identity/authorization/dynamo-states.ts';
import { tenantHomes } from '../../lib/adapters/identity/authorization/dynamo-tenant-directory.ts';
import { dynamoKeyRings } from '../../lib/adapters/identity/openid/dynamo-key-rings.ts';
import { verificationKeys } from '../../lib/adapters/identity/openid/verification-keys.ts';
import { verifyAccessToken } from '../../lib/adapters/identity/verify-access-token.ts';
import { sharedRates } from '../../lib/adapters/metering/counters/rates.ts';
import { admitRequest } from '../../lib/domain/identity/authorization/admit-request.ts';
import { AllowedRecently } from '../../lib/domain/identity/authorization/allowed-recently.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { requestAuthorizer } from '../../lib/runtime/request-authorizer.ts';

const env = readEnv([
  'IDENTITY_TABLE_NAME',
  'RECORDING_TABLE_NAME',
  'DIRECTORY_TABLE_NAME',
  'COUNTER_TABLE_NAME',
  'API_KEY_PEPPER_ARN',
  'ISSUER',
  'REGION_NAME',
]);
export type Env = typeof env;

const client = documentClient();
const identities = { client, name: env.IDENTITY_TABLE_NAME };
const keys = verificationKeys(dynamoKeyRings(identities));
const ports = {
  tokens: {
    verify: (token: string) => verifyAccessToken(token, { issuer: env.ISSUER, keys, now: Date.now() }),
  },
  apiKeys: dynamoApiKeys(identities, peppered(env.API_KEY_PEPPER_ARN).hash),
  ...dynamoStates(identities),
  directory: tenantHomes({ client, name: env.DIRECTORY_TABLE_NAME }),
  rates: sharedRates(env.COUNTER_TABLE_NAME),
  resources: dynamoResources(identities, { client, name: env.RECORDING_TABLE_NAME }),
  policies: recentPolicies(identities),
  engine: cedarEngine(),
  audit: auditRefusals(identities),
  recent: new AllowedRecently(),
  region: env.REGION_NAME,
  now: Date.now,
};

export const handler = requestAuthorizer(({ routeKey, headers = {}, pathParameters }) =>
  admitRequest(ports, { routeKey, headers, id: pathParameters?.id }),
);
