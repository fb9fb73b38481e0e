import { randomUUID } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MailRequest } from '../../contracts/identity/mail.ts';
import type { AnnouncePorts } from '../../domain/metering/announce-change.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { TransientFault } from '../../runtime/faults.ts';

/** Value of MAIL_QUEUE_URL where the deployment has no mail configured. */
const none = 'none';

/** The product's bus, and the queue in which mails wait. */
export function announcements(env: {
  readonly EVENT_BUS_NAME: string;
  readonly MAIL_QUEUE_URL: string;
}): Pick<AnnouncePorts, 'bus' | 'mails'> {
  const events = new EventBridgeClient(clientSettings);
  const queue = new SQSClient(clientSettings);
  return {
    bus: {
      async announce(change) {
        const entry = {
          EventBusName: env.EVENT_BUS_NAME,
          Source: 'guidewright.metering',
          DetailType: 'PlanChanged',
          Detail: JSON.stringify(change),
        };
        const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry] }));
        if (FailedEntryCount) throw new TransientFault('the bus did not take PlanChanged');
      },
    },
    mails: {
      async planChanged(mail) {
        if (env.MAIL_QUEUE_URL === none) return;
        const request: MailRequest = { id: randomUUID(), kind: 'plan-changed', ...mail };
        await queue.send(
          new SendMessageCommand({ QueueUrl: env.MAIL_QUEUE_URL, MessageBody: JSON.stringify(request) }),
        );
      },
    },
  };
}
