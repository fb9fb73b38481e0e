import { randomUUID } from 'node:crypto';
import { workingKeys } from '../../lib/adapters/identity/api-keys/working-keys.ts';
import { breachedPasswords } from '../../lib/adapters/identity/breached-passwords.ts';
import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { dynamoInvitations } from '../../lib/adapters/identity/dynamo-invitations.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { membership } from '../../lib/adapters/identity/membership.ts';
import { zxcvbnStrength } from '../../lib/adapters/identity/password-strength.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import {
  acceptInvitationRefusals,
  acceptInvitationRequest,
} from '../../lib/contracts/identity/registration.ts';
import { acceptInvitation } from '../../lib/domain/identity/accept-invitation.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'BREACHED_PASSWORDS_URL', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  ...membership(table),
  accounts: dynamoAccounts(table),
  apiKeys: workingKeys(table),
  invitations: dynamoInvitations(table),
  strength: zxcvbnStrength,
  breaches: breachedPasswords(env.BREACHED_PASSWORDS_URL),
  passwords: argon2Passwords,
  tokens: randomMailTokens,
  newChangeId: randomUUID,
  now: Date.now,
};

export const handler = publicRoute({
  request: acceptInvitationRequest,
  refusals: acceptInvitationRefusals,
  status: 201,
  run: ({ body }) => acceptInvitation(ports, body),
  afterwards: nudge,
});
