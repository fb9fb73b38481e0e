import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as SendMailEnv } from '../../functions/identity/send-mail.ts';
import { AlarmedQueue } from '../constructs/alarmed-queue.ts';
import type { Grantee } from '../constructs/grants.ts';
import { allowPartitions, allowSend } from '../constructs/grants.ts';
import { MailService, type MailServiceProps } from '../constructs/mail-service.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface MailStackProps extends ProductStackProps {
  readonly edge: EdgeStack;
  readonly identities: IdentityDataStack;
  readonly mail: MailServiceProps;
}

/** MAIL_QUEUE_URL of a deployment without mail; lib/adapters/identity/sqs-mails.ts knows the word. */
export const noMailQueue = 'none';

/** Mails wait in a queue until they are sent, so that none is lost with the mail service. */
export class MailStack extends ProductStack {
  /** For MAIL_QUEUE_URL. */
  readonly queueUrl: string;
  private readonly waiting: AlarmedQueue;

  constructor(scope: Construct, id: string, { edge, identities, mail, ...props }: MailStackProps) {
    super(scope, id, props);
    this.waiting = this.addQueue();
    this.queueUrl = this.waiting.queue.queueUrl;
    this.addSending(mail, edge, identities);
  }

  allowMailing(grantee: Grantee): void {
    allowSend(grantee, this.waiting.queue);
  }

  private addQueue(): AlarmedQueue {
    return new AlarmedQueue(this, 'Waiting', {
      visibilityTimeout: Duration.minutes(3),
      alarmAge: Duration.minutes(10),
      meaning: 'Mails wait: people cannot confirm, reset or join until they go out.',
      runbook: 'mail',
    });
  }

  private addSending(mail: MailServiceProps, edge: EdgeStack, { identities }: IdentityDataStack): void {
    const service = new MailService(this, 'Service', mail);
    const send = new NodeFunction<SendMailEnv>(this, 'SendMail', {
      entry: 'functions/identity/send-mail.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.tableName,
        MAIL_FROM: service.from,
        EDGE_URL: edge.url,
      },
      timeout: Duration.seconds(30),
    });
    allowPartitions(send, identities, {
      'EMAIL#*': ['Get'],
      'MAIL#*': ['Get', 'Put'],
      'TENANT#*': ['Get'],
      'USER#*': ['Get'],
    });
    service.allowSending(send);
    // One at a time: a mail that fails holds up no other.
    new QueueConsumer(this, 'Sending', { handler: send, queue: this.waiting, batchSize: 1, concurrency: 5 });
  }
}
