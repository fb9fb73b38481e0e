import { kmsAccessTokens } from '../../lib/adapters/identity/access-tokens.ts';
import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoRefreshTokens } from '../../lib/adapters/identity/dynamo-refresh-tokens.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import { identityRefusals } from '../../lib/contracts/identity/problems.ts';
import { tokenRequest } from '../../lib/contracts/identity/token.ts';
import { issueToken } from '../../lib/domain/identity/issue-token.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';
import { senderOf } from '../../lib/runtime/sender.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'SIGNING_KEY_ID', 'ISSUER']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  accounts: dynamoAccounts(table),
  passwords: argon2Passwords,
  refreshTokens: dynamoRefreshTokens(table),
  accessTokens: kmsAccessTokens({ keyId: env.SIGNING_KEY_ID, issuer: env.ISSUER }),
  attempts: dynamoAttempts(table),
  now: Date.now,
};

export const handler = publicRoute({
  request: tokenRequest,
  refusals: identityRefusals,
  run: ({ body, event }) => issueToken(ports, body, senderOf(event)),
});
