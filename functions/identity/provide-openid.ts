import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoKeyRings } from '../../lib/adapters/identity/openid/dynamo-key-rings.ts';
import { dynamoKnownPlaces } from '../../lib/adapters/identity/openid/dynamo-known-places.ts';
import { dynamoFailedSignIns } from '../../lib/adapters/identity/openid/failed-sign-ins.ts';
import { secretValues } from '../../lib/adapters/identity/openid/secret-values.ts';
import { openidService } from '../../lib/adapters/identity/openid/service.ts';
import { signInEvents } from '../../lib/adapters/identity/openid/sign-in-events.ts';
import { storedModels } from '../../lib/adapters/identity/openid/stored-models.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv([
  'IDENTITY_TABLE_NAME',
  'OPENID_TABLE_NAME',
  'COOKIE_SECRET_ARN',
  'EDGE_SECRET_ARN',
  'ISSUER',
  'EDGE_URL',
  'AUDIT_QUEUE_URL',
]);
export type Env = typeof env;

const client = documentClient();
const identities = { client, name: env.IDENTITY_TABLE_NAME };
const accounts = dynamoAccounts(identities);
const service = openidService({
  issuer: env.ISSUER,
  edgeUrl: env.EDGE_URL,
  cookieKeys: () => secretValues(env.COOKIE_SECRET_ARN),
  edgeSecrets: () => secretValues(env.EDGE_SECRET_ARN),
  rings: dynamoKeyRings(identities),
  models: storedModels({ client, name: env.OPENID_TABLE_NAME }),
  events: signInEvents(identities, accounts, auditNudge(env.AUDIT_QUEUE_URL)),
  accounts,
  passwords: argon2Passwords,
  attempts: dynamoAttempts(identities),
  places: dynamoKnownPlaces(identities),
  failures: dynamoFailedSignIns(identities),
  now: Date.now,
});

export const handler = publicRoute({
  run: async ({ event }) => ({ ok: true, value: await service.answer(event) }),
  reply: (reply) => reply,
});
