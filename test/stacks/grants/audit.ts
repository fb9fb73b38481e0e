import {
  auditTable,
  consume,
  database,
  grant,
  identityTable,
  linkTable,
  nudges,
  objects,
  read,
  recordEvent,
  recordingTable,
  send,
} from './words.ts';

const exportVersions = 's3:ListBucketVersions on <AuditData/Exports/Bucket.Arn>';
const lockedObjects = objects('s3:GetObjectRetention, s3:GetObjectVersion', 'exports');
const lockingObjects = objects('s3:GetObjectRetention, s3:GetObjectVersion, s3:PutObject', 'exports');
const signingKey = '<AuditData/SigningKey.Arn>';
const verifying = [lockedObjects, exportVersions, `kms:GetPublicKey on ${signingKey}`];
const outboxes = [recordingTable, identityTable, linkTable];

export const auditGrants = {
  'audit/append-events': [
    grant('dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:UpdateItem', [
      auditTable,
    ]),
    grant('dynamodb:BatchGetItem, dynamodb:UpdateItem', outboxes),
    grant(
      'dynamodb:Query',
      outboxes.map((table) => `${table}/index/byAuditPending`),
    ),
    `kms:Sign on ${signingKey}`,
    ...database,
    consume(nudges),
  ],
  'audit/read-audit': [read('audit')],
  'audit/verify-audit': [read('audit'), ...verifying],
  'audit/export-audit': [read('audit'), recordEvent, lockingObjects, exportVersions, send(nudges)],
  'audit/list-audit-exports': [lockedObjects, exportVersions],
  'audit/export-daily': [
    read('audit'),
    lockingObjects,
    objects('s3:PutObjectRetention', 'exports', 'checkpoints/'),
    exportVersions,
    `kms:GetPublicKey on ${signingKey}`,
    'sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage, sqs:SendMessage on <AuditData/DueExports/Queue.Arn>',
  ],
};
