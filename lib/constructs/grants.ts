import { Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { Database } from './database.ts';
import type { GuardedBucket } from './guarded-bucket.ts';
import type { RetainedTable } from './retained-table.ts';

/*
 * The CDK's own grants hand out `s3:GetObject*`, `kms:GenerateDataKey*` and table scans. These name every action.
 */

/** Whom a permission is given to: a function, a workflow, or an integration's role. */
export type Grantee = Construct & IGrantable;

export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Record<string, Record<string, unknown>>;
}

export function allow(grantee: IGrantable, { actions, resources, conditions }: Permission): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [...resources],
      ...(conditions ? { conditions } : {}),
    }),
  );
}

/** Lets the grantee's calls to `service` use the key; nothing else of what the key protects. */
export function allowStorageKey(
  grantee: Grantee,
  key: IKey,
  service: string,
  actions: readonly string[],
): void {
  const { region } = Stack.of(grantee);
  allow(grantee, {
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
  });
}

const readItems = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writeItems = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];
const readKey = ['kms:Decrypt', 'kms:DescribeKey'];
const writeKey = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

export function allowReadItems(grantee: Grantee, table: RetainedTable): void {
  allow(grantee, { actions: readItems, resources: table.arns });
  allowStorageKey(grantee, table.key, 'dynamodb', readKey);
}

/** Single items by their keys, and only what is named is done to them. */
export function allowItems(
  grantee: Grantee,
  table: RetainedTable,
  ...verbs: readonly ('Delete' | 'Get' | 'Put' | 'Update')[]
): void {
  allow(grantee, { actions: verbs.map((verb) => `dynamodb:${verb}Item`), resources: [table.tableArn] });
  const writes = verbs.some((verb) => verb !== 'Get');
  allowStorageKey(grantee, table.key, 'dynamodb', writes ? [...readKey, ...writeKey] : readKey);
}

const readingVerbs = ['BatchGet', 'Get', 'Query'] as const;

/** What may be done to the items of a partition; queries with the others, since they too name one. */
export type ItemVerb = (typeof readingVerbs)[number] | 'Delete' | 'Put' | 'Update';

/** Items of the partitions named, each as `USER#*`, and no others: one table holds much that is kept apart by keys. */
export function allowPartitions(
  grantee: Grantee,
  table: RetainedTable,
  partitions: Readonly<Record<string, readonly ItemVerb[]>>,
): void {
  for (const [partition, verbs] of Object.entries(partitions)) {
    allow(grantee, {
      actions: verbs.map((verb) => (verb === 'Query' ? 'dynamodb:Query' : `dynamodb:${verb}Item`)),
      resources: [table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition] },
        // All of none would be as named.
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    });
  }
  const writes = Object.values(partitions)
    .flat()
    .some((verb) => !readingVerbs.some((reading) => reading === verb));
  allowStorageKey(grantee, table.key, 'dynamodb', writes ? [...readKey, ...writeKey] : readKey);
}

/** Changes the attributes named, of items of the partition, and of these nothing else. */
export function allowAttributes(
  grantee: Grantee,
  table: RetainedTable,
  partition: string,
  ...attributes: readonly string[]
): void {
  allow(grantee, {
    actions: ['dynamodb:UpdateItem'],
    resources: [table.tableArn],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition] },
      // The key is touched by every update.
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...table.keyNames, ...attributes] },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    },
  });
  allowStorageKey(grantee, table.key, 'dynamodb', [...readKey, ...writeKey]);
}

export function allowReadWriteItems(grantee: Grantee, table: RetainedTable): void {
  allow(grantee, { actions: [...readItems, ...writeItems], resources: table.arns });
  allowStorageKey(grantee, table.key, 'dynamodb', [...readKey, ...writeKey]);
}

type ObjectAction = 'get' | 'put' | 'delete' | 'list';

const objectActions = { get: 's3:GetObject', put: 's3:PutObject', delete: 's3:DeleteObject' };

/**
 * @param prefix of the keys, such as `drafts/`; all when empty
 * @param reason why every object under the prefix, and not one, is meant
 */
export function allowObjects(
  grantee: Grantee,
  bucket: GuardedBucket,
  actions: readonly ObjectAction[],
  reason: string,
  prefix = '',
): void {
  const resource = bucket.bucket.arnForObjects(`${prefix}*`);
  const onObjects = actions.flatMap((action) => (action === 'list' ? [] : [objectActions[action]]));
  allow(grantee, { actions: onObjects, resources: [resource] });
  acknowledgeWildcard(grantee, resource, reason);
  if (actions.includes('list')) {
    allow(grantee, { actions: ['s3:ListBucket'], resources: [bucket.bucket.bucketArn] });
  }
  if (bucket.key) {
    const keyActions = [
      ...(actions.includes('get') ? ['kms:Decrypt'] : []),
      ...(actions.includes('put') ? ['kms:GenerateDataKey'] : []),
    ];
    if (keyActions.length > 0) allowStorageKey(grantee, bucket.key, 's3', keyActions);
  }
}

/** SQL through the Data API, as the cluster's own user. */
export function allowDatabase(grantee: Grantee, { cluster, secret }: Database): void {
  allow(grantee, {
    actions: [
      'rds-data:BatchExecuteStatement',
      'rds-data:BeginTransaction',
      'rds-data:CommitTransaction',
      'rds-data:ExecuteStatement',
      'rds-data:RollbackTransaction',
    ],
    resources: [cluster.clusterArn],
  });
  allow(grantee, { actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] });
}

export function allowSend(grantee: Grantee, queue: IQueue): void {
  allow(grantee, { actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
}

export function allowReceive(grantee: Grantee, queue: IQueue): void {
  allow(grantee, {
    actions: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ],
    resources: [queue.queueArn],
  });
}

/** Finds items that hold audit events, reads them and takes the events out. */
export function allowEmptyOutbox(grantee: Grantee, table: RetainedTable): void {
  allow(grantee, { actions: ['dynamodb:Query'], resources: [table.pendingIndexArn] });
  allow(grantee, { actions: ['dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], resources: [table.tableArn] });
  allowStorageKey(grantee, table.key, 'dynamodb', [...readKey, ...writeKey]);
}

/** Adds rows and raises the head; nothing is taken away. */
export function allowAppendItems(grantee: Grantee, table: RetainedTable): void {
  allow(grantee, {
    actions: [...readItems, 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [table.tableArn],
  });
  allowStorageKey(grantee, table.key, 'dynamodb', [...readKey, ...writeKey]);
}

/** Signs rows of the audit log. */
export function allowSignRows(grantee: Grantee, key: IKey): void {
  allow(grantee, {
    actions: ['kms:Sign'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256' } },
  });
}

/** Locks away where audit logs end, for a time of its own. */
export function allowCheckpoints(grantee: Grantee, exports: GuardedBucket): void {
  const objects = exports.bucket.arnForObjects('checkpoints/*');
  allow(grantee, { actions: ['s3:PutObjectRetention'], resources: [objects] });
  acknowledgeWildcard(grantee, objects, 'It locks away where the log of any tenant ends.');
}

/** Keeps audit events that come with no change, and nothing else, in the Identity table. */
export function allowRecordEvents(grantee: Grantee, identities: RetainedTable): void {
  allowPartitions(grantee, identities, { 'EVENT#*': ['Put'] });
}

/** Reads every version, so that nobody hides one behind another, and until when each is locked. */
export function allowLockedObjects(grantee: Grantee, locked: GuardedBucket, reason: string): void {
  const objects = locked.bucket.arnForObjects('*');
  allow(grantee, { actions: ['s3:GetObjectVersion', 's3:GetObjectRetention'], resources: [objects] });
  allow(grantee, { actions: ['s3:ListBucketVersions'], resources: [locked.bucket.bucketArn] });
  acknowledgeWildcard(grantee, objects, reason);
  if (locked.key) allowStorageKey(grantee, locked.key, 's3', ['kms:Decrypt']);
}
