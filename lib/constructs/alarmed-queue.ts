import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Runbook, RunbookAlarm } from './alarm.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface AlarmedQueueProps {
  /** At least six times the consumer's time limit, as event source mappings want it. */
  readonly visibilityTimeout: Duration;
  /** How old the oldest message may get before somebody is told. */
  readonly alarmAge: Duration;
  /** What an old message means for the people who use the product. */
  readonly meaning: string;
  /** `queue-age` unless said otherwise. */
  readonly runbook?: Runbook;
}

/** A queue that loses nothing in silence: what fails five times goes to a dead-letter queue, and alarms tell. */
export class AlarmedQueue extends Construct {
  readonly queue: IQueue;

  constructor(scope: Construct, id: string, props: AlarmedQueueProps) {
    super(scope, id);
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { of: `the queue ${id}` });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: 5 },
    });
    new RunbookAlarm(this, 'Age', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      threshold: props.alarmAge.toSeconds(),
      periods: 3,
      meaning: props.meaning,
      runbook: props.runbook ?? 'queue-age',
    });
  }
}
