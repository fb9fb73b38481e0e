/*
 * What every function may touch, in the words of docs/architecture.md ("Functions", column "may touch"), and what
 * those words mean in IAM. It is written down a second time on purpose: a grant that slips into a stack fails here.
 */

const readItems = 'dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query';
const readWriteItems =
  'dynamodb:BatchGetItem, dynamodb:BatchWriteItem, dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:UpdateItem';

/** Table → its ARN and those of its indexes. */
const tables = {
  identity: ['<IdentityData/Identity/Table.Arn>'],
  recording: ['<CaptureData/Recording/Table.Arn>', '<CaptureData/Recording/Table.Arn>/index/byTenant'],
  live: ['<ComposeData/Live/Table.Arn>'],
  connection: ['<ComposeData/Connection/Table.Arn>', '<ComposeData/Connection/Table.Arn>/index/byConnection'],
  content: ['<GuidesData/Content/Table.Arn>'],
  link: ['<Share/Link/Table.Arn>', '<Share/Link/Table.Arn>/index/byGuide'],
};

const buckets = {
  intake: '<CaptureData/Intake/Bucket.Arn>',
  quarantine: '<CaptureData/Quarantine/Bucket.Arn>',
  media: '<GuidesData/Media/Bucket.Arn>',
  published: '<Edge/Published/Bucket.Arn>',
};

const read = (...names: (keyof typeof tables)[]) =>
  grant(
    readItems,
    names.flatMap((name) => tables[name]),
  );
const readWrite = (...names: (keyof typeof tables)[]) =>
  grant(
    readWriteItems,
    names.flatMap((name) => tables[name]),
  );
const grant = (actions: string, resources: readonly string[]) =>
  `${actions} on ${[...resources].sort().join(', ')}`;
const objects = (actions: string, bucket: keyof typeof buckets, prefix = '') =>
  `${actions} on ${buckets[bucket]}/${prefix}*`;
const list = (bucket: keyof typeof buckets) => `s3:ListBucket on ${buckets[bucket]}`;

const databaseSecret = '<GuidesData/Database/Cluster/Secret/Attachment>';
const statements =
  'rds-data:BatchExecuteStatement, rds-data:BeginTransaction, rds-data:CommitTransaction, rds-data:ExecuteStatement, rds-data:RollbackTransaction on arn:aws:rds:us-east-1:111111111111:cluster:<GuidesData/Database/Cluster>';
const database = [statements, `secretsmanager:GetSecretValue on ${databaseSecret}`];

const envelopeKey = '<CaptureData/EnvelopeKey.Arn>';
const signingSecret = '<Edge/SigningSecret>';
const startWorkflow = 'states:StartExecution on <Guides/PublishGuide/StateMachine>';
const executions =
  'arn:aws:states:us-east-1:111111111111:execution:<Guides/PublishGuide/StateMachine.Name>:*';
const manageConnections =
  'execute-api:ManageConnections on arn:aws:execute-api:us-east-1:111111111111:<Api/PreviewApi>/live/*/@connections/*';
const deadLetters = (queue: string) =>
  `sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on <${queue}/DeadLetters/Queue.Arn>`;

const publishing = [
  ...database,
  read('content'),
  objects('s3:GetObject', 'media'),
  objects('s3:DeleteObject, s3:PutObject', 'published'),
  list('published'),
];
const pictures = [...database, read('content'), objects('s3:GetObject', 'media')];

export const expectedGrants: Readonly<Record<string, readonly string[]>> = {
  'identity/issue-token': [
    readWrite('identity'),
    'kms:GetPublicKey, kms:Sign on <IdentityData/SigningKey.Arn>',
  ],
  'identity/publish-keys': ['kms:GetPublicKey on <IdentityData/SigningKey.Arn>'],
  'identity/seed-tenant': [readWrite('identity')],
  'capture/open-recording': [readWrite('recording'), `kms:GenerateDataKey on ${envelopeKey}`],
  'capture/list-recordings': [read('recording')],
  'capture/prepare-screenshots': [readWrite('recording'), objects('s3:PutObject', 'intake')],
  'capture/finalize-recording': [readWrite('recording'), startWorkflow],
  'capture/discard-recording': [readWrite('recording'), objects('s3:DeleteObject', 'intake'), list('intake')],
  'capture/import-recording': [
    readWrite('recording'),
    `kms:GenerateDataKey on ${envelopeKey}`,
    'kinesis:PutRecord on <CaptureData/BatchStream/Stream.Arn>',
    startWorkflow,
  ],
  'compose/compose-batches': [
    read('recording'),
    readWrite('live', 'connection'),
    `kms:Decrypt on ${envelopeKey}`,
    objects('s3:PutObject', 'quarantine'),
    list('quarantine'),
    manageConnections,
    'kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards on <CaptureData/BatchStream/Stream.Arn>',
    'sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage on <CaptureData/BatchQueue/Queue.Arn>',
  ],
  'compose/read-recording': [read('recording', 'live')],
  'compose/issue-preview-ticket': [read('recording'), readWrite('connection')],
  'compose/connect-preview': [readWrite('connection')],
  'compose/disconnect-preview': [readWrite('connection')],
  'compose/announce-status': [
    readWrite('recording', 'connection'),
    manageConnections,
    deadLetters('Compose/GuideOutcomes'),
  ],
  'compose/await-drain': [read('live')],
  'compose/assemble-guide': [
    read('recording', 'live'),
    `kms:Decrypt on ${envelopeKey}`,
    objects('s3:PutObject', 'media', 'drafts/'),
  ],
  'ai/title-steps': [objects('s3:GetObject, s3:PutObject', 'media', 'drafts/')],
  'media/process-screenshot': [
    read('recording'),
    `kms:Decrypt on ${envelopeKey}`,
    objects('s3:GetObject', 'intake'),
    list('intake'),
    objects('s3:GetObject, s3:PutObject', 'media'),
  ],
  'guides/save-version': [
    ...database,
    readWrite('content'),
    objects('s3:GetObject', 'media', 'drafts/'),
    objects('s3:GetObject, s3:PutObject', 'media', 'versions/'),
  ],
  'guides/record-failure': [
    ...database,
    readWrite('recording'),
    `states:GetExecutionHistory on ${executions}`,
    'events:PutEvents on <Api/Bus.Arn>',
    deadLetters('Guides/WorkflowEnded'),
  ],
  'guides/list-guides': [...database, objects('s3:GetObject', 'media')],
  'guides/read-guide': pictures,
  'guides/delete-guide': [
    ...database,
    objects('s3:DeleteObject', 'published'),
    list('published'),
    'events:PutEvents on <Api/Bus.Arn>',
  ],
  'guides/redrive-guide': [
    readWrite('recording'),
    `states:DescribeExecution, states:RedriveExecution on ${executions}`,
  ],
  'guides/migrate-database': database,
  'share/publish-guide': publishing,
  'share/set-visibility': [...publishing, readWrite('link')],
  'share/create-link': [...database, readWrite('link')],
  'share/list-links': [...database, read('link')],
  'share/revoke-link': [...publishing, readWrite('link')],
  'share/end-links': [readWrite('link'), deadLetters('Share/DeletedGuides')],
  'share/open-link': [read('link'), `secretsmanager:GetSecretValue on ${signingSecret}`],
  'share/grant-access': [statements, `secretsmanager:GetSecretValue on ${signingSecret}, ${databaseSecret}`],
  'share/export-guide': [...pictures, objects('s3:PutObject', 'media', 'exports/')],
  'share/create-signing-key': [
    `secretsmanager:GetSecretValue, secretsmanager:PutSecretValue on ${signingSecret}`,
  ],
};

/** Actions that AWS gives no resource to; whatever else is allowed on `*` is a mistake. */
export const actionsWithoutResource = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
