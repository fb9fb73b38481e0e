import {
  counters,
  database,
  deadLetters,
  executions,
  identities,
  list,
  nudges,
  objects,
  pictures,
  putEvents,
  read,
  readWrite,
  send,
} from './words.ts';

export const guidesGrants = {
  'guides/save-version': [
    ...database,
    `dynamodb:UpdateItem on ${counters}`,
    readWrite('content'),
    objects('s3:GetObject', 'media', 'drafts/'),
    objects('s3:GetObject, s3:PutObject', 'media', 'versions/'),
  ],
  'guides/record-failure': [
    ...database,
    readWrite('recording'),
    `states:GetExecutionHistory on ${executions}`,
    putEvents,
    deadLetters('Guides/WorkflowEnded'),
  ],
  'guides/list-guides': [
    ...database,
    ...identities({ TENANT: ['BatchGetItem', 'GetItem'] }),
    objects('s3:GetObject', 'media'),
  ],
  'guides/read-guide': pictures,
  'guides/delete-guide': [
    ...database,
    `dynamodb:GetItem, dynamodb:UpdateItem on ${counters}`,
    send(nudges),
    objects('s3:DeleteObject', 'published'),
    list('published'),
    putEvents,
  ],
  'guides/redrive-guide': [
    readWrite('recording'),
    send(nudges),
    `states:DescribeExecution, states:RedriveExecution on ${executions}`,
  ],
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
  'guides/migrate-database': database,
};
