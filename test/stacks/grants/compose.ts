import {
  consume,
  deadLetters,
  envelopeKey,
  identities,
  list,
  manageConnections,
  objects,
  read,
  readWrite,
} from './words.ts';

export const composeGrants = {
  'compose/compose-batches': [
    read('recording'),
    readWrite('live', 'connection'),
    ...identities({ REDACTION: ['GetItem'] }),
    envelopeKey('Decrypt'),
    objects('s3:PutObject', 'quarantine'),
    list('quarantine'),
    manageConnections,
    'kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards on <CaptureData/BatchStream/Stream.Arn>',
    consume('<CaptureData/BatchQueue/Queue.Arn>'),
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
    ...identities({ REDACTION: ['GetItem'] }),
    envelopeKey('Decrypt'),
    objects('s3:PutObject', 'media', 'drafts/'),
  ],
};
