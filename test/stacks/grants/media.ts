import { envelopeKey, identities, list, nudges, objects, read, recordingTable, send } from './words.ts';

export const mediaGrants = {
  'media/process-screenshot': [
    read('recording'),
    ...identities({ REDACTION: ['GetItem'] }),
    envelopeKey('Decrypt'),
    objects('s3:GetObject', 'intake'),
    list('intake'),
    objects('s3:GetObject, s3:PutObject', 'media'),
    'textract:DetectDocumentText on *',
  ],
  'media/delete-originals': [
    `dynamodb:UpdateItem on ${recordingTable}`,
    objects('s3:DeleteObject, s3:GetObject', 'intake'),
    list('intake'),
    objects('s3:GetObject, s3:PutObject', 'media', 'drafts/'),
    send(nudges),
  ],
};
