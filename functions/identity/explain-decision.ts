import { dynamoKeyScopes } from '../../lib/adapters/identity/api-keys/dynamo-new-api-keys.ts';
import { cedarEngine } from '../../lib/adapters/identity/authorization/cedar.ts';
import { dynamoStates } from '../../lib/adapters/identity/authorization/dynamo-states.ts';
import { guideAccess } from '../../lib/adapters/identity/authorization/guide-access.ts';
import { dynamoPolicyStore } from '../../lib/adapters/identity/authorization/policy-store.ts';
import { explainDecisionRequest, policyRefusals } from '../../lib/contracts/identity/policy.ts';
import { explainDecision } from '../../lib/domain/identity/authorization/explain-decision.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const identities = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  engine: cedarEngine(),
  members: dynamoStates(identities).members,
  keys: dynamoKeyScopes(identities),
  resources: { guide: guideAccess(identities).find },
  policies: dynamoPolicyStore(identities),
};

export const handler = httpRoute({
  request: explainDecisionRequest,
  refusals: { 'invalid-policy': policyRefusals['invalid-policy'] },
  maximumBytes: 350 * 1024,
  run: ({ caller, body }) => explainDecision(ports, caller.tenantId, body),
});
