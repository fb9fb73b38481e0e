import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as AppendEventsEnv } from '../../functions/audit/append-events.ts';
import type { Env as ExportAuditEnv } from '../../functions/audit/export-audit.ts';
import type { Env as ExportDailyEnv } from '../../functions/audit/export-daily.ts';
import type { Env as ListAuditExportsEnv } from '../../functions/audit/list-audit-exports.ts';
import type { Env as ReadAuditEnv } from '../../functions/audit/read-audit.ts';
import type { Env as VerifyAuditEnv } from '../../functions/audit/verify-audit.ts';
import type { Database } from '../constructs/database.ts';
import type { Grantee } from '../constructs/grants.ts';
import {
  allow,
  allowAppendItems,
  allowCheckpoints,
  allowDatabase,
  allowEmptyOutbox,
  allowLockedObjects,
  allowObjects,
  allowReadItems,
  allowRecordEvents,
  allowSend,
  allowSignRows,
} from '../constructs/grants.ts';
import type { Doorkeepers, Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import type { RetainedTable } from '../constructs/retained-table.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';

export interface AuditStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly data: AuditDataStack;
  /** Where events that come with no change are kept. */
  readonly identities: RetainedTable;
  /** Every table with `audited: true`. */
  readonly audited: readonly RetainedTable[];
  readonly database: Database;
}

/** The audit log: moved out of the outboxes, read, verified, and locked away. */
export class AuditStack extends ProductStack {
  private readonly props: AuditStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: AuditStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addAppending();
    this.addReading();
    this.addExports();
    this.addDailyExport();
  }

  /** The only function that writes the log. */
  private addAppending(): void {
    const { data, audited, database } = this.props;
    const append = new NodeFunction<AppendEventsEnv>(this, 'AppendEvents', {
      entry: 'functions/audit/append-events.ts',
      environment: {
        AUDIT_TABLE_NAME: data.log.tableName,
        AUDIT_SIGNING_KEY_ARN: data.signingKey.keyArn,
        AUDITED_TABLES: audited
          .map(({ tableName, keyNames }) => [tableName, ...keyNames].join(':'))
          .join(','),
        ...database.environment,
      },
      timeout: Duration.minutes(1),
    });
    allowAppendItems(append, data.log);
    allowSignRows(append, data.signingKey);
    for (const table of audited) allowEmptyOutbox(append, table);
    allowDatabase(append, database);
    // More at once would only compete for the ends of the same chains.
    new QueueConsumer(this, 'Nudged', { handler: append, queue: data.nudges, batchSize: 10, concurrency: 2 });
  }

  private addReading(): void {
    const { data } = this.props;
    const read = new NodeFunction<ReadAuditEnv>(this, 'ReadAudit', {
      entry: 'functions/audit/read-audit.ts',
      environment: { AUDIT_TABLE_NAME: data.log.tableName },
    });
    const verify = new NodeFunction<VerifyAuditEnv>(this, 'VerifyAudit', {
      entry: 'functions/audit/verify-audit.ts',
      environment: {
        AUDIT_TABLE_NAME: data.log.tableName,
        AUDIT_BUCKET_NAME: data.exports.bucketName,
        AUDIT_SIGNING_KEY_ARN: data.signingKey.keyArn,
      },
      memory: 1_769,
      timeout: Duration.seconds(28),
    });
    for (const reader of [read, verify]) allowReadItems(reader, data.log);
    this.allowVerifying(verify);
    this.route('GET', '/v1/audit', read);
    this.route('GET', '/v1/audit/verification', verify);
  }

  private addExports(): void {
    const { data, identities } = this.props;
    const exportAudit = new NodeFunction<ExportAuditEnv>(this, 'ExportAudit', {
      entry: 'functions/audit/export-audit.ts',
      environment: {
        AUDIT_TABLE_NAME: data.log.tableName,
        AUDIT_BUCKET_NAME: data.exports.bucketName,
        IDENTITY_TABLE_NAME: identities.tableName,
        AUDIT_QUEUE_URL: data.nudges.queue.queueUrl,
      },
      memory: 1_024,
      timeout: Duration.seconds(28),
    });
    const list = new NodeFunction<ListAuditExportsEnv>(this, 'ListAuditExports', {
      entry: 'functions/audit/list-audit-exports.ts',
      environment: { AUDIT_BUCKET_NAME: data.exports.bucketName },
    });
    allowReadItems(exportAudit, data.log);
    allowObjects(exportAudit, data.exports, ['put'], 'It exports the log of any tenant.');
    allowRecordEvents(exportAudit, identities);
    allowSend(exportAudit, data.nudges.queue);
    for (const lister of [exportAudit, list])
      allowLockedObjects(lister, data.exports, 'It signs addresses of the exports of any tenant.');
    this.route('POST', '/v1/audit/exports', exportAudit);
    this.route('GET', '/v1/audit/exports', list);
  }

  private addDailyExport(): void {
    const { data } = this.props;
    const daily = new NodeFunction<ExportDailyEnv>(this, 'ExportDaily', {
      entry: 'functions/audit/export-daily.ts',
      environment: {
        AUDIT_TABLE_NAME: data.log.tableName,
        AUDIT_BUCKET_NAME: data.exports.bucketName,
        AUDIT_SIGNING_KEY_ARN: data.signingKey.keyArn,
        EXPORT_QUEUE_URL: data.dueExports.queue.queueUrl,
      },
      memory: 1_024,
      timeout: Duration.minutes(10),
    });
    allowReadItems(daily, data.log);
    allowObjects(daily, data.exports, ['put'], 'It exports the log of any tenant.');
    allowCheckpoints(daily, data.exports);
    this.allowVerifying(daily);
    allowSend(daily, data.dueExports.queue);
    new QueueConsumer(this, 'Due', { handler: daily, queue: data.dueExports, batchSize: 1, concurrency: 4 });
  }

  private allowVerifying(verifier: Grantee): void {
    const { exports, signingKey } = this.props.data;
    allowLockedObjects(verifier, exports, 'It compares what is locked away of any tenant.');
    allow(verifier, { actions: ['kms:GetPublicKey'], resources: [signingKey.keyArn] });
  }
}
