import { dynamoMembers } from '../../lib/adapters/identity/dynamo-members.ts';
import { signOutEverywhere } from '../../lib/domain/identity/account.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = { members: dynamoMembers(table), now: Date.now };

export const handler = httpRoute({
  run: ({ caller }) => signOutEverywhere(ports, caller),
  afterwards: nudge,
});
