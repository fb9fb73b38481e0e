/* What the words of docs/architecture.md ("Functions", column "may touch") mean in IAM. */

const readItems = 'dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query';
const readWriteItems =
  'dynamodb:BatchGetItem, dynamodb:BatchWriteItem, dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:UpdateItem';

export const identityTable = '<IdentityData/Identity/Table.Arn>';
export const recordingTable = '<CaptureData/Recording/Table.Arn>';
export const linkTable = '<Share/Link/Table.Arn>';
export const auditTable = '<AuditData/Audit/Table.Arn>';
export const counters = '<MeteringData/Counter/Table.Arn>';
export const directory = '<DirectoryData/TenantDirectory.Arn>';

/** Table → its ARN and those of its indexes. */
const tables = {
  recording: [recordingTable, `${recordingTable}/index/byTenant`],
  live: ['<ComposeData/Live/Table.Arn>'],
  connection: ['<ComposeData/Connection/Table.Arn>', '<ComposeData/Connection/Table.Arn>/index/byConnection'],
  content: ['<GuidesData/Content/Table.Arn>'],
  ai: ['<AiData/Ai/Table.Arn>'],
  audit: [
    auditTable,
    ...['byActor', 'byListing', 'byResource', 'byTime'].map((index) => `${auditTable}/index/${index}`),
  ],
  link: [linkTable, `${linkTable}/index/byGuide`],
};

const buckets = {
  intake: '<CaptureData/Intake/Bucket.Arn>',
  quarantine: '<CaptureData/Quarantine/Bucket.Arn>',
  media: '<GuidesData/Media/Bucket.Arn>',
  published: '<Edge/Published/Bucket.Arn>',
  exports: '<AuditData/Exports/Bucket.Arn>',
};

export const grant = (actions: string, resources: readonly string[]) =>
  `${actions} on ${[...resources].sort().join(', ')}`;

export const read = (...names: (keyof typeof tables)[]) =>
  grant(
    readItems,
    names.flatMap((name) => tables[name]),
  );
export const readWrite = (...names: (keyof typeof tables)[]) =>
  grant(
    readWriteItems,
    names.flatMap((name) => tables[name]),
  );

export const objects = (actions: string, bucket: keyof typeof buckets, prefix = '') =>
  `${actions} on ${buckets[bucket]}/${prefix}*`;
/** Those of several buckets, in one statement. */
export const objectsOf = (actions: string, ...of: (keyof typeof buckets)[]) =>
  `${actions} on ${of.map((bucket) => `${buckets[bucket]}/*`).join(', ')}`;
export const list = (bucket: keyof typeof buckets) => `s3:ListBucket on ${buckets[bucket]}`;

export const nudges = '<AuditData/Nudges/Queue.Arn>';
export const waitingMails = '<Mail/Waiting/Queue.Arn>';
export const send = (...queues: string[]) => `sqs:SendMessage on ${queues.join(', ')}`;
export const consume = (queue: string) =>
  `sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage on ${queue}`;
export const deadLetters = (queue: string) =>
  `sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on <${queue}/DeadLetters/Queue.Arn>`;

export const databaseSecret = '<GuidesData/Database/Cluster/Secret/Attachment>';
export const statements =
  'rds-data:BatchExecuteStatement, rds-data:BeginTransaction, rds-data:CommitTransaction, rds-data:ExecuteStatement, rds-data:RollbackTransaction on arn:aws:rds:us-east-1:111111111111:cluster:<GuidesData/Database/Cluster>';
export const readSecret = (...secrets: string[]) => `secretsmanager:GetSecretValue on ${secrets.join(', ')}`;
export const database = [statements, readSecret(databaseSecret)];

export const putEvents = 'events:PutEvents on <Api/Bus.Arn>';
export const executionsOf = (workflow: string) =>
  `arn:aws:states:us-east-1:111111111111:execution:<Guides/${workflow}/StateMachine.Name>:*`;
export const executions = executionsOf('PublishGuide');
export const envelopeKey = (action: 'Decrypt' | 'GenerateDataKey') =>
  `kms:${action} on <CaptureData/EnvelopeKey.Arn>`;
export const manageConnections =
  'execute-api:ManageConnections on arn:aws:execute-api:us-east-1:111111111111:<Api/PreviewApi>/live/*/@connections/*';

type ItemAction = 'BatchGetItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** Items of partitions of the Identity table, and of no others. */
export const identities = (partitions: Readonly<Record<string, readonly ItemAction[]>>) =>
  Object.entries(partitions).map(
    ([partition, actions]) =>
      `${actions.map((action) => `dynamodb:${action}`).join(', ')} on ${identityTable} of ${partition}#*`,
  );

/** The one item that lists the keys that sign tokens. */
export const keyRing = `${identityTable} of SIGNING-KEYS`;
/** Keeps an event that comes with no change. */
export const recordEvent = `dynamodb:PutItem on ${identityTable} of EVENT#*`;
/** A guide, to be shown. */
export const pictures = [...database, read('content'), objects('s3:GetObject', 'media')];
