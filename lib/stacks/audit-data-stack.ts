import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { AlarmedQueue } from '../constructs/alarmed-queue.ts';
import { DataKey } from '../constructs/data-key.ts';
import { GuardedBucket } from '../constructs/guarded-bucket.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { RetainedTable } from '../constructs/retained-table.ts';
import { SigningKey } from '../constructs/signing-key.ts';

/** The log, what of it nobody can take back, and the queue that says that an outbox holds something. */
export class AuditDataStack extends ProductStack {
  readonly log: RetainedTable;
  /** Only what appends rows may sign with it. */
  readonly signingKey: SigningKey;
  readonly exports: GuardedBucket;
  readonly nudges: AlarmedQueue;
  readonly dueExports: AlarmedQueue;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    const key = new DataKey(this, 'DataKey', 'The audit log at rest');
    this.log = new RetainedTable(this, 'Audit', {
      key,
      partitionKey: 'tenantId',
      sortKey: 'item',
      indexes: {
        byTime: { partitionKey: 'tenantId', sortKey: 'moment' },
        byActor: { partitionKey: 'actorOfTenant', sortKey: 'moment' },
        byResource: { partitionKey: 'resourceOfTenant', sortKey: 'moment' },
        byListing: { partitionKey: 'listing', sortKey: 'tenantId' },
      },
      timeToLive: 'expiresAt',
    });
    this.signingKey = new SigningKey(this, 'SigningKey', 'Signs the rows of audit logs');
    this.exports = new GuardedBucket(this, 'Exports', {
      accessLogs: new AccessLogBucket(this, 'AccessLogs'),
      key,
      lockedFor: Duration.days(7 * 365),
      // Where logs ended is locked for 90 days; what was in them then has long been exported.
      lifecycleRules: [
        {
          prefix: 'checkpoints/',
          expiration: Duration.days(91),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { prefix: 'checkpoints/', expiredObjectDeleteMarker: true },
      ],
    });
    this.nudges = new AlarmedQueue(this, 'Nudges', {
      visibilityTimeout: Duration.minutes(6),
      alarmAge: Duration.minutes(10),
      meaning: 'What was done is not in the audit log yet; it waits, safe, beside what was changed.',
      runbook: 'audit-backlog',
    });
    this.dueExports = new AlarmedQueue(this, 'DueExports', {
      visibilityTimeout: Duration.hours(1),
      alarmAge: Duration.hours(3),
      meaning: 'The audit log of the last day is not locked away yet, or a log has been tampered with.',
      runbook: 'audit-tampering',
    });
    this.schedule('EachMinute', Duration.minutes(1), this.nudges, { outbox: 'tables' });
    this.schedule('EachMinuteCounts', Duration.minutes(1), this.nudges, { outbox: 'counts' });
    // Oftener would keep the database from ever pausing. It is nudged after each change.
    this.schedule('EachHour', Duration.hours(1), this.nudges, { outbox: 'database' });
    this.schedule('EachHourEnds', Duration.hours(1), this.dueExports, { checkpoints: true });
    this.schedule('EachDay', Duration.days(1), this.dueExports, { everyTenant: true });
  }

  private schedule(id: string, every: Duration, { queue }: AlarmedQueue, message: object): void {
    new Rule(this, id, {
      schedule: Schedule.rate(every),
      targets: [new SqsQueue(queue, { message: RuleTargetInput.fromObject(message) })],
    });
  }
}
