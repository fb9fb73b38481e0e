import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoRegistrations } from '../../lib/adapters/identity/dynamo-mail-links.ts';
import { dynamoWebhooks } from '../../lib/adapters/identity/dynamo-webhooks.ts';
import { founding, foundingVariables } from '../../lib/adapters/identity/founding.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import {
  verifyRegistrationRefusals,
  verifyRegistrationRequest,
} from '../../lib/contracts/identity/registration.ts';
import { verifyRegistration } from '../../lib/domain/identity/verify-registration.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([...foundingVariables, 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const client = documentClient();
const table = { client, name: env.IDENTITY_TABLE_NAME };
const ports = {
  ...founding(client, env),
  registrations: dynamoRegistrations(table),
  webhooks: dynamoWebhooks(table),
  tokens: randomMailTokens,
  passwords: argon2Passwords,
  limits: dynamoAttempts(table, 3_600),
};

export const handler = publicRoute({
  request: verifyRegistrationRequest,
  refusals: verifyRegistrationRefusals,
  status: 201,
  run: ({ body }) => verifyRegistration(ports, body),
  afterwards: nudge,
});
