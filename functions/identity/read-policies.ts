import * as z from 'zod/mini';
import { dynamoPolicyStore } from '../../lib/adapters/identity/authorization/policy-store.ts';
import { readPolicies } from '../../lib/domain/identity/authorization/read-policies.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const store = dynamoPolicyStore({ client: documentClient(), name: env.IDENTITY_TABLE_NAME });

export const handler = httpRoute({
  query: z.object({ version: z.optional(z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'a number from 1'))) }),
  run: ({ caller, query }) =>
    readPolicies(store, caller.tenantId, query.version === undefined ? undefined : Number(query.version)),
});
