import { dynamoPolicyStore } from '../../lib/adapters/redaction/policy-store.ts';
import {
  redactionPolicyRefusals,
  tryRedactionPolicyRequest,
} from '../../lib/contracts/redaction/policy-requests.ts';
import { re2Check } from '../../lib/domain/redaction/policy/re2-check.ts';
import { re2Engine } from '../../lib/domain/redaction/policy/re2-engine.ts';
import { tryPolicy } from '../../lib/domain/redaction/policy/try-policy.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const ports = {
  store: dynamoPolicyStore({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  check: re2Check,
  engine: re2Engine,
};

export const handler = httpRoute({
  request: tryRedactionPolicyRequest,
  refusals: { 'invalid-rules': redactionPolicyRefusals['invalid-rules'] },
  // As much as may be saved, and a text.
  maximumBytes: 370 * 1024,
  run: ({ caller, body }) => tryPolicy(ports, caller.tenantId, body),
});
