import { dynamoMembers } from '../../lib/adapters/identity/dynamo-members.ts';
import { listMembers } from '../../lib/domain/identity/members.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const ports = { members: dynamoMembers({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }) };

export const handler = httpRoute({ run: ({ caller }) => listMembers(ports, caller) });
