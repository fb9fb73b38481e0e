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
  ai: ['<AiData/Ai/Table.Arn>'],
  audit: [
    '<AuditData/Audit/Table.Arn>',
    ...['byActor', 'byListing', 'byResource', 'byTime'].map(
      (index) => `<AuditData/Audit/Table.Arn>/index/${index}`,
    ),
  ],
  link: ['<Share/Link/Table.Arn>', '<Share/Link/Table.Arn>/index/byGuide'],
};

const buckets = {
  intake: '<CaptureData/Intake/Bucket.Arn>',
  quarantine: '<CaptureData/Quarantine/Bucket.Arn>',
  media: '<GuidesData/Media/Bucket.Arn>',
  published: '<Edge/Published/Bucket.Arn>',
  exports: '<AuditData/Exports/Bucket.Arn>',
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

const nudges = '<AuditData/Nudges/Queue.Arn>';
const waitingMails = '<Mail/Waiting/Queue.Arn>';
const send = (...queues: string[]) => `sqs:SendMessage on ${queues.join(', ')}`;
const consume = (queue: string) =>
  `sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage on ${queue}`;
/** Reads the tenant's plan and says who made the guide. */
const openGuide = 'dynamodb:GetItem, dynamodb:PutItem on <IdentityData/Identity/Table.Arn>';
const counters = '<MeteringData/Counter/Table.Arn>';
const directory = '<DirectoryData/TenantDirectory.Arn>';
const pepper = 'secretsmanager:GetSecretValue on <IdentityData/ApiKeyPepper>';
/** What changes an account or a membership. */
const changing = [readWrite('identity'), send(nudges)];
/** What makes a tenant. */
const founding = [...changing, `dynamodb:PutItem on ${directory}`, pepper];

/** What puts a plan in force and tells of it. */
const planning = [
  'dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query, dynamodb:UpdateItem on <IdentityData/Identity/Table.Arn>',
  'events:PutEvents on <Api/Bus.Arn>',
  send(nudges, waitingMails),
];
const paymentAccount = '<Metering/PaymentAccount>';

/** Keeps an event that comes with no change: by its condition an item `EVENT#…`, and no other. */
const recordEvent = 'dynamodb:PutItem on <IdentityData/Identity/Table.Arn>';
const exportVersions = 's3:ListBucketVersions on <AuditData/Exports/Bucket.Arn>';
const lockedObjects = objects('s3:GetObjectRetention, s3:GetObjectVersion', 'exports');
const lockingObjects = objects('s3:GetObjectRetention, s3:GetObjectVersion, s3:PutObject', 'exports');
const outboxes = [
  '<CaptureData/Recording/Table.Arn>',
  '<IdentityData/Identity/Table.Arn>',
  '<Share/Link/Table.Arn>',
];

/** Any key of the account, as far as the resource goes; the condition asks for the tag of the stack. */
const signingKeys = 'arn:aws:kms:us-east-1:111111111111:key/*';
const makingKeys = [
  'dynamodb:GetItem, dynamodb:PutItem on <IdentityData/Identity/Table.Arn>',
  'kms:CreateKey on *',
  `kms:TagResource on ${signingKeys}`,
  `kms:GetPublicKey, kms:ScheduleKeyDeletion on ${signingKeys}`,
];

const publishing = [
  ...database,
  send(nudges),
  read('content'),
  objects('s3:GetObject', 'media'),
  objects('s3:DeleteObject, s3:PutObject', 'published'),
  list('published'),
];
const modelKey = '<Ai/Models/Key3>';
const readModelKey = `secretsmanager:GetSecretValue on ${modelKey}`;
/** Asks each model of the deployment by its id; one with an inference profile through that alone, wherever it leads. */
const asking = [
  'bedrock:InvokeModel on arn:aws:bedrock:us-east-1:111111111111:inference-profile/us.amazon.nova-micro-v1:0, arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-example-v1:0',
  'bedrock:InvokeModel on arn:aws:bedrock:*::foundation-model/amazon.nova-micro-v1:0',
  readModelKey,
  'dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on <AiData/Ai/Table.Arn>',
  'dynamodb:GetItem on <IdentityData/Identity/Table.Arn>',
  `dynamodb:UpdateItem on ${counters}`,
];

const pictures = [...database, read('content'), objects('s3:GetObject', 'media')];

export const expectedGrants: Readonly<Record<string, readonly string[]>> = {
  'identity/provide-openid': [
    'dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on <IdentityData/Identity/Table.Arn>',
    'dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on <IdentityData/OpenId/Table.Arn>',
    send(nudges),
    'secretsmanager:GetSecretValue on <IdentityData/CookieSecret>',
    `kms:Sign on ${signingKeys}`,
  ],
  'identity/make-signing-keys': makingKeys,
  'identity/rotate-signing-key': makingKeys,
  'identity/read-configuration': [`dynamodb:GetItem on ${directory}`],
  'audit/append-events': [
    grant('dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:UpdateItem', [
      '<AuditData/Audit/Table.Arn>',
    ]),
    grant('dynamodb:BatchGetItem, dynamodb:UpdateItem', outboxes),
    grant(
      'dynamodb:Query',
      outboxes.map((table) => `${table}/index/byAuditPending`),
    ),
    ...database,
    consume(nudges),
  ],
  'audit/read-audit': [read('audit')],
  'audit/verify-audit': [read('audit'), lockedObjects, exportVersions],
  'audit/export-audit': [read('audit'), recordEvent, lockingObjects, exportVersions, send(nudges)],
  'audit/list-audit-exports': [lockedObjects, exportVersions],
  'audit/export-daily': [
    read('audit'),
    lockingObjects,
    exportVersions,
    'sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage, sqs:SendMessage on <AuditData/DueExports/Queue.Arn>',
  ],
  'identity/seed-tenant': founding,
  'identity/announce-region': [`dynamodb:PutItem on ${directory}`],
  'identity/register': [readWrite('identity'), `dynamodb:GetItem on ${directory}`, send(waitingMails)],
  'identity/verify-registration': founding,
  'identity/request-password-reset': [readWrite('identity'), send(waitingMails)],
  'identity/complete-password-reset': changing,
  'identity/send-mail': [
    readWrite('identity'),
    'ses:SendEmail on arn:aws:ses:us-east-1:111111111111:identity/mail.example',
    consume(waitingMails),
  ],
  'identity/read-account': [read('identity')],
  'identity/change-account': changing,
  'identity/change-password': changing,
  'identity/sign-out-everywhere': changing,
  'identity/list-members': [read('identity')],
  'identity/change-member': changing,
  'identity/remove-member': changing,
  'identity/list-invitations': [read('identity')],
  'identity/invite-member': [readWrite('identity'), send(nudges, waitingMails)],
  'identity/withdraw-invitation': changing,
  'identity/accept-invitation': changing,
  'identity/admit-request': [
    'dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on <IdentityData/Identity/Table.Arn>',
    'dynamodb:UpdateItem on <MeteringData/Counter/Table.Arn>',
    `dynamodb:GetItem on <CaptureData/Recording/Table.Arn>, ${directory}`,
    pepper,
  ],
  'identity/list-api-keys': [read('identity')],
  'identity/create-api-key': [...changing, pepper],
  'identity/rotate-api-key': [...changing, pepper],
  'identity/revoke-api-key': changing,
  'metering/read-plan': [read('identity'), `dynamodb:GetItem on ${counters}`, ...database],
  'metering/change-plan': [
    ...planning,
    `dynamodb:GetItem on ${counters}`,
    statements,
    `secretsmanager:GetSecretValue on ${databaseSecret}, ${paymentAccount}`,
  ],
  'metering/receive-payment': [
    ...planning,
    `dynamodb:GetItem, dynamodb:PutItem on ${counters}`,
    `secretsmanager:GetSecretValue on ${paymentAccount}`,
  ],
  'metering/set-plan': planning,
  'identity/read-policies': [read('identity')],
  'identity/write-policies': changing,
  'identity/explain-decision': [read('identity')],
  'identity/read-collaborators': [read('identity')],
  'identity/set-collaborators': changing,
  'capture/open-recording': [
    readWrite('recording'),
    openGuide,
    `dynamodb:GetItem, dynamodb:UpdateItem on ${counters}`,
    `kms:GenerateDataKey on ${envelopeKey}`,
    send(nudges),
  ],
  'capture/list-recordings': [read('recording', 'identity')],
  'capture/prepare-screenshots': [readWrite('recording'), objects('s3:PutObject', 'intake')],
  'capture/finalize-recording': [
    readWrite('recording'),
    `dynamodb:UpdateItem on ${counters}`,
    send(nudges),
    startWorkflow,
  ],
  'capture/discard-recording': [
    readWrite('recording'),
    `dynamodb:UpdateItem on ${counters}`,
    send(nudges),
    objects('s3:DeleteObject', 'intake'),
    list('intake'),
  ],
  'capture/import-recording': [
    readWrite('recording'),
    openGuide,
    `dynamodb:UpdateItem on ${counters}`,
    send(nudges),
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
  'ai/title-steps': [...asking, objects('s3:GetObject, s3:PutObject', 'media', 'drafts/')],
  'ai/suggest-for-guide': [
    ...asking.filter((grant) => grant !== readModelKey),
    statements,
    `secretsmanager:GetSecretValue on ${modelKey}, ${databaseSecret}`,
    read('content'),
    objects('s3:GetObject', 'media', 'versions/'),
  ],
  'ai/read-cost': [read('ai')],
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
  'guides/list-guides': [...database, read('identity'), objects('s3:GetObject', 'media')],
  'guides/read-guide': pictures,
  'guides/retitle-guide': [
    ...database,
    read('content'),
    objects('s3:GetObject', 'media', 'versions/'),
    'states:StartExecution on <Guides/RetitleGuideWorkflow/StateMachine>',
  ],
  'guides/reopen-version': [
    read('content'),
    objects('s3:GetObject', 'media', 'versions/'),
    objects('s3:PutObject', 'media', 'drafts/'),
  ],
  'guides/delete-guide': [
    ...database,
    send(nudges),
    objects('s3:DeleteObject', 'published'),
    list('published'),
    'events:PutEvents on <Api/Bus.Arn>',
  ],
  'guides/redrive-guide': [
    readWrite('recording'),
    send(nudges),
    `states:DescribeExecution, states:RedriveExecution on ${executions}`,
  ],
  'guides/migrate-database': database,
  'share/publish-guide': publishing,
  'share/set-visibility': [...publishing, readWrite('link')],
  'share/create-link': [...database, readWrite('link'), send(nudges)],
  'share/list-links': [...database, read('link')],
  'share/revoke-link': [...publishing, readWrite('link')],
  'share/end-links': [readWrite('link'), send(nudges), deadLetters('Share/DeletedGuides')],
  'share/open-link': [read('link'), `secretsmanager:GetSecretValue on ${signingSecret}`],
  'share/grant-access': [statements, `secretsmanager:GetSecretValue on ${signingSecret}, ${databaseSecret}`],
  'share/export-guide': [
    recordEvent,
    send(nudges),
    ...pictures,
    objects('s3:PutObject', 'media', 'exports/'),
  ],
  'share/create-signing-key': [
    `secretsmanager:GetSecretValue, secretsmanager:PutSecretValue on ${signingSecret}`,
  ],
};

/** Actions that AWS gives no resource to; whatever else is allowed on `*` is a mistake. */
export const actionsWithoutResource = [
  'kms:CreateKey',
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
