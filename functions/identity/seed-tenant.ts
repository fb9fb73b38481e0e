import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { founding, foundingVariables } from '../../lib/adapters/identity/founding.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import { role } from '../../lib/contracts/identity/role.ts';
import { seedTenant } from '../../lib/domain/identity/seed-tenant.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([...foundingVariables, 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const ports = {
  ...founding(documentClient(), env),
  passwords: argon2Passwords,
  region: env.HOME_REGION,
  newIds: () => ({
    tenantId: newIdentifier('tnt'),
    userId: newIdentifier('usr'),
    keyId: newIdentifier('key'),
  }),
  newChangeId: randomUUID,
};

const person = {
  email: z.email().check(z.maxLength(254)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  password: z.string().check(z.minLength(8), z.maxLength(200)),
};

export const handler = operatorTask({
  input: z.object({
    ...person,
    tenantName: z.string().check(z.minLength(1), z.maxLength(200)),
    members: z.optional(z.array(z.object({ ...person, role })).check(z.maxLength(100))),
  }),
  run: (request) => seedTenant(ports, request).finally(nudge),
});
