import { cedarEngine } from '../../lib/adapters/identity/authorization/cedar.ts';
import { dynamoPolicyStore } from '../../lib/adapters/identity/authorization/policy-store.ts';
import { policyRefusals, writePoliciesRequest } from '../../lib/contracts/identity/policy.ts';
import { writePolicies } from '../../lib/domain/identity/authorization/write-policies.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = {
  store: dynamoPolicyStore({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  engine: cedarEngine(),
  now: Date.now,
};

export const handler = httpRoute({
  request: writePoliciesRequest,
  refusals: policyRefusals,
  // An item of DynamoDB may have 400 KB, the audit event with it.
  maximumBytes: 350 * 1024,
  run: ({ caller, body }) => writePolicies(ports, caller, body),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
