import * as z from 'zod/mini';
import { dynamoStates } from '../../lib/adapters/identity/authorization/dynamo-states.ts';
import { guideAccess } from '../../lib/adapters/identity/authorization/guide-access.ts';
import { collaborators } from '../../lib/contracts/identity/policy.ts';
import { setCollaborators } from '../../lib/domain/identity/authorization/collaborators.ts';
import { nudgeAfterwards } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const identities = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = { access: guideAccess(identities), members: dynamoStates(identities).members };

export const handler = httpRoute({
  params: z.object({ id: z.string().check(z.regex(/^gde_[0-9a-z]{20,32}$/)) }),
  request: collaborators,
  refusals: { 'unknown-member': { status: 400, title: 'A collaborator is not a member of the tenant' } },
  run: ({ caller, params, body }) => setCollaborators(ports, caller, params.id, body),
  afterwards: nudgeAfterwards(env.AUDIT_QUEUE_URL, 'tables'),
});
