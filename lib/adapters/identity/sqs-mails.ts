import { randomUUID } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MailRequest } from '../../contracts/identity/mail.ts';
import type { OutgoingMails } from '../../domain/identity/outgoing-mails.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** Value of MAIL_QUEUE_URL where the deployment has no mail configured. */
const none = 'none';

/** @param queueUrl MAIL_QUEUE_URL */
export function sqsMails(queueUrl: string, client = new SQSClient(clientSettings)): OutgoingMails {
  return {
    available: queueUrl !== none,
    async queue(mail) {
      const request: MailRequest = { id: randomUUID(), ...mail };
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
    },
  };
}
