import { dynamoInvitations } from '../../lib/adapters/identity/dynamo-invitations.ts';
import { listInvitations } from '../../lib/domain/identity/invite-member.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = { invitations: dynamoInvitations(table), now: Date.now };

export const handler = httpRoute({ run: ({ caller }) => listInvitations(ports, caller) });
