import { membership } from '../../lib/adapters/identity/membership.ts';
import { changeAccountRequest } from '../../lib/contracts/identity/account.ts';
import { changeAccount } from '../../lib/domain/identity/account.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const ports = membership({ client: documentClient(), name: env.IDENTITY_TABLE_NAME });

export const handler = httpRoute({
  request: changeAccountRequest,
  run: ({ body, caller }) => changeAccount(ports, caller, body.name),
  afterwards: nudge,
});
