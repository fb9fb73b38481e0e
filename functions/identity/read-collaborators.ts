import * as z from 'zod/mini';
import { guideAccess } from '../../lib/adapters/identity/authorization/guide-access.ts';
import { readCollaborators } from '../../lib/domain/identity/authorization/collaborators.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const access = guideAccess({ client: documentClient(), name: env.IDENTITY_TABLE_NAME });

export const handler = httpRoute({
  params: z.object({ id: z.string().check(z.regex(/^gde_[0-9a-z]{20,32}$/)) }),
  run: ({ caller, params }) => readCollaborators({ access }, caller.tenantId, params.id),
});
