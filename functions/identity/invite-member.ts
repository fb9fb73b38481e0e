import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoInvitations } from '../../lib/adapters/identity/dynamo-invitations.ts';
import { dynamoMembers } from '../../lib/adapters/identity/dynamo-members.ts';
import { dynamoTenants } from '../../lib/adapters/identity/dynamo-tenants.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { sqsMails } from '../../lib/adapters/identity/sqs-mails.ts';
import { inviteMemberRequest, memberRefusals } from '../../lib/contracts/identity/member.ts';
import { mailRefusals } from '../../lib/contracts/identity/registration.ts';
import { inviteMember } from '../../lib/domain/identity/invite-member.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'MAIL_QUEUE_URL', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  invitations: dynamoInvitations(table),
  members: dynamoMembers(table),
  tenants: dynamoTenants(table),
  limits: dynamoAttempts(table, 3_600),
  mails: sqsMails(env.MAIL_QUEUE_URL),
  tokens: randomMailTokens,
  newIds: () => ({ invitationId: newIdentifier('inv'), userId: newIdentifier('usr') }),
  now: Date.now,
};

export const handler = httpRoute({
  request: inviteMemberRequest,
  refusals: { ...memberRefusals, ...mailRefusals },
  status: 201,
  run: ({ body, caller }) => inviteMember(ports, caller, body),
  afterwards: nudge,
});
