import { counters, envelopeKey, identities, list, nudges, objects, read, readWrite, send } from './words.ts';

/** Reads the tenant's plan and says who made the guide. */
const openGuide = identities({ TENANT: ['GetItem', 'PutItem'] });
const countRooms = `dynamodb:GetItem, dynamodb:UpdateItem on ${counters}`;
const startWorkflow = 'states:StartExecution on <Guides/PublishGuide/StateMachine>';

export const captureGrants = {
  'capture/open-recording': [
    readWrite('recording'),
    ...openGuide,
    countRooms,
    envelopeKey('GenerateDataKey'),
    send(nudges),
  ],
  'capture/list-recordings': [read('recording'), ...identities({ TENANT: ['BatchGetItem', 'GetItem'] })],
  'capture/prepare-screenshots': [readWrite('recording'), objects('s3:PutObject', 'intake')],
  'capture/finalize-recording': [
    readWrite('recording'),
    ...identities({ REDACTION: ['GetItem'], TENANT: ['GetItem'] }),
    countRooms,
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
    ...identities({ REDACTION: ['GetItem'] }),
    ...openGuide,
    countRooms,
    send(nudges),
    envelopeKey('GenerateDataKey'),
    'kinesis:PutRecord on <CaptureData/BatchStream/Stream.Arn>',
    startWorkflow,
  ],
};
