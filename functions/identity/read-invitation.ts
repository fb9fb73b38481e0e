import { workingKeys } from '../../lib/adapters/identity/api-keys/working-keys.ts';
import { dynamoEmails } from '../../lib/adapters/identity/dynamo-emails.ts';
import { dynamoInvitations } from '../../lib/adapters/identity/dynamo-invitations.ts';
import { dynamoMembers } from '../../lib/adapters/identity/dynamo-members.ts';
import { dynamoTenants } from '../../lib/adapters/identity/dynamo-tenants.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { mailTokenRefusals, readInvitationRequest } from '../../lib/contracts/identity/registration.ts';
import { readInvitation } from '../../lib/domain/identity/read-invitation.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  invitations: dynamoInvitations(table),
  members: dynamoMembers(table),
  tenants: dynamoTenants(table),
  emails: dynamoEmails(table),
  apiKeys: workingKeys(table),
  tokens: randomMailTokens,
  now: Date.now,
};

export const handler = publicRoute({
  request: readInvitationRequest,
  refusals: mailTokenRefusals,
  run: ({ body }) => readInvitation(ports, body.token),
});
