import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoResets } from '../../lib/adapters/identity/dynamo-mail-links.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { sqsMails } from '../../lib/adapters/identity/sqs-mails.ts';
import { mailRefusals, passwordResetRequest } from '../../lib/contracts/identity/registration.ts';
import { requestPasswordReset } from '../../lib/domain/identity/request-password-reset.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { publicRoute } from '../../lib/runtime/http-route.ts';
import { senderOf } from '../../lib/runtime/sender.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'MAIL_QUEUE_URL']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  limits: dynamoAttempts(table, 3_600),
  resets: dynamoResets(table),
  mails: sqsMails(env.MAIL_QUEUE_URL),
  tokens: randomMailTokens,
  now: Date.now,
};

export const handler = publicRoute({
  request: passwordResetRequest,
  refusals: mailRefusals,
  status: 202,
  run: ({ body, event }) => requestPasswordReset(ports, body, senderOf(event)),
});
