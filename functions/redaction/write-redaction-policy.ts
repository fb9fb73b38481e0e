import { dynamoPolicyStore } from '../../lib/adapters/redaction/policy-store.ts';
import {
  redactionPolicyRefusals,
  writeRedactionPolicyRequest,
} from '../../lib/contracts/redaction/policy-requests.ts';
import { re2Check } from '../../lib/domain/redaction/policy/re2-check.ts';
import { writePolicy } from '../../lib/domain/redaction/policy/write-policy.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const ports = {
  store: dynamoPolicyStore({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  check: re2Check,
  now: Date.now,
};

export const handler = httpRoute({
  request: writeRedactionPolicyRequest,
  refusals: redactionPolicyRefusals,
  // An item of DynamoDB may have 400 KB, the audit event with it.
  maximumBytes: 350 * 1024,
  run: ({ caller, body }) => writePolicy(ports, caller, body),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
