import {
  database,
  databaseSecret,
  deadLetters,
  list,
  nudges,
  objects,
  objectsOf,
  pictures,
  putEvents,
  read,
  readSecret,
  readWrite,
  recordEvent,
  send,
  statements,
} from './words.ts';

const signingSecret = '<Edge/SigningSecret>';
const writing = [
  ...database,
  send(nudges),
  read('content'),
  objects('s3:DeleteObject, s3:PutObject', 'published'),
  list('published'),
];
const publishing = [...writing, objects('s3:GetObject', 'media')];
/** Pages of a guide whose newest version is held are moved as they are. */
const moving = [...writing, objectsOf('s3:GetObject', 'published', 'media')];

export const shareGrants = {
  'share/publish-guide': publishing,
  'share/publish-without-pictures': [...publishing, putEvents],
  'share/set-visibility': [...moving, readWrite('link')],
  'share/create-link': [...database, readWrite('link'), send(nudges)],
  'share/list-links': [...database, read('link')],
  'share/revoke-link': [...moving, readWrite('link')],
  'share/end-links': [readWrite('link'), send(nudges), deadLetters('Share/DeletedGuides')],
  'share/open-link': [read('link'), readSecret(signingSecret)],
  'share/grant-access': [statements, readSecret(signingSecret, databaseSecret)],
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
