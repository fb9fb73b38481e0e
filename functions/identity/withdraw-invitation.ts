import * as z from 'zod/mini';
import { dynamoInvitations } from '../../lib/adapters/identity/dynamo-invitations.ts';
import { withdrawInvitation } from '../../lib/domain/identity/invite-member.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = { invitations: dynamoInvitations(table), now: Date.now };

export const handler = httpRoute({
  params: z.object({ id: z.string().check(z.maxLength(60)) }),
  run: ({ caller, params }) => withdrawInvitation(ports, caller, params.id),
  afterwards: nudge,
});
