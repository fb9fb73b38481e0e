import { dynamoResets } from '../../lib/adapters/identity/dynamo-mail-links.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import {
  readPasswordResetRefusals,
  readPasswordResetRequest,
} from '../../lib/contracts/identity/registration.ts';
import { readPasswordReset } from '../../lib/domain/identity/read-password-reset.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME']);
export type Env = typeof env;

const ports = {
  resets: dynamoResets({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
  tokens: randomMailTokens,
  now: Date.now,
};

export const handler = publicRoute({
  request: readPasswordResetRequest,
  refusals: readPasswordResetRefusals,
  run: ({ body }) => readPasswordReset(ports, body.token),
});
