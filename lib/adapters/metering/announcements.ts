import { createHash } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MailRequest } from '../../contracts/identity/mail.ts';
import type { SettlePorts } from '../../domain/metering/settle-plan.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { TransientFault } from '../../runtime/faults.ts';

/** Value of MAIL_QUEUE_URL where the deployment has no mail configured. */
const none = 'none';

/** The product's bus, and the queue in which mails wait. */
export function announcements(env: {
  readonly EVENT_BUS_NAME: string;
  readonly MAIL_QUEUE_URL: string;
}): Pick<SettlePorts, 'bus' | 'mails'> {
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
      async send(mail) {
        if (env.MAIL_QUEUE_URL === none) return;
        // Whoever sends it again after a crash makes no second mail of it.
        const receiver = createHash('sha256').update(mail.to).digest('hex').slice(0, 16);
        const request: MailRequest = { ...mail, id: `${mail.id}-${receiver}` };
        await queue.send(
          new SendMessageCommand({ QueueUrl: env.MAIL_QUEUE_URL, MessageBody: JSON.stringify(request) }),
        );
      },
    },
  };
}
