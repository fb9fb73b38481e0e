import * as z from 'zod/mini';
import { policyReply } from '../../lib/adapters/redaction/policy-reply.ts';
import { dynamoPolicyStore } from '../../lib/adapters/redaction/policy-store.ts';
import { readPolicy } from '../../lib/domain/redaction/policy/read-policy.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const store = dynamoPolicyStore({ client: documentClient(), name: env.IDENTITY_TABLE_NAME });

export const handler = httpRoute({
  query: z.object({ revision: z.optional(z.string().check(z.regex(/^\d{1,9}$/, 'a number'))) }),
  run: ({ caller, query, event }) =>
    readPolicy(store, caller.tenantId, { ...query, known: event.headers['if-none-match'] }),
  reply: policyReply,
});
