import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { dynamoSentMails } from '../../lib/adapters/identity/dynamo-sent-mails.ts';
import { sesMail } from '../../lib/adapters/identity/ses-mail.ts';
import { mailRequest } from '../../lib/contracts/identity/mail.ts';
import { sendMail } from '../../lib/domain/identity/send-mail.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { log } from '../../lib/runtime/log.ts';
import { queueConsumer } from '../../lib/runtime/queue-consumer.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'MAIL_FROM', 'EDGE_URL']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  accounts: dynamoAccounts(table),
  mail: sesMail(env.MAIL_FROM),
  sent: dynamoSentMails(table),
  edgeUrl: env.EDGE_URL,
  report: log,
};

export const handler = queueConsumer({
  message: mailRequest,
  run: async (requests) => {
    for (const request of requests) await sendMail(ports, request);
  },
});
