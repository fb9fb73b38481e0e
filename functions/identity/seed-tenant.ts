import * as z from 'zod/mini';
import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import { seedTenant } from '../../lib/domain/identity/seed-tenant.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';
import { operatorTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const ports = {
  accounts: dynamoAccounts({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  passwords: argon2Passwords,
  newTenantId: () => newIdentifier('tnt'),
  newUserId: () => newIdentifier('usr'),
};

export const handler = operatorTask({
  input: z.object({
    tenantName: z.string().check(z.minLength(1), z.maxLength(200)),
    email: z.email().check(z.maxLength(254)),
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    password: z.string().check(z.minLength(8), z.maxLength(200)),
  }),
  run: (request) => seedTenant(ports, request),
});
