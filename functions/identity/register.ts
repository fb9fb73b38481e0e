import { breachedPasswords } from '../../lib/adapters/identity/breached-passwords.ts';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoRegistrations } from '../../lib/adapters/identity/dynamo-mail-links.ts';
import { dynamoRegions } from '../../lib/adapters/identity/dynamo-regions.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { zxcvbnStrength } from '../../lib/adapters/identity/password-strength.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import { sqsMails } from '../../lib/adapters/identity/sqs-mails.ts';
import { registrationRefusals, registrationRequest } from '../../lib/contracts/identity/registration.ts';
import { register } from '../../lib/domain/identity/register.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';
import { senderOf } from '../../lib/runtime/sender.ts';

const env = readEnv([
  'IDENTITY_TABLE_NAME',
  'MAIL_QUEUE_URL',
  'BREACHED_PASSWORDS_URL',
  'HOME_REGION',
  'DIRECTORY_TABLE_NAME',
]);
export type Env = typeof env;

const client = documentClient();
const table = { client, name: env.IDENTITY_TABLE_NAME };
const ports = {
  limits: dynamoAttempts(table, 3_600),
  strength: zxcvbnStrength,
  breaches: breachedPasswords(env.BREACHED_PASSWORDS_URL),
  passwords: argon2Passwords,
  registrations: dynamoRegistrations(table),
  mails: sqsMails(env.MAIL_QUEUE_URL),
  tokens: randomMailTokens,
  regions: { home: env.HOME_REGION, ...dynamoRegions({ client, name: env.DIRECTORY_TABLE_NAME }) },
  newIds: () => ({
    tenantId: newIdentifier('tnt'),
    userId: newIdentifier('usr'),
    keyId: newIdentifier('key'),
    webhookId: newIdentifier('whk'),
  }),
  now: Date.now,
};

export const handler = publicRoute({
  request: registrationRequest,
  refusals: registrationRefusals,
  run: ({ body, event }) => register(ports, body, senderOf(event)),
  reply: ({ elsewhere }) =>
    elsewhere
      ? { statusCode: 307, headers: { location: `${elsewhere}/v1/registrations` } }
      : { statusCode: 202 },
});
