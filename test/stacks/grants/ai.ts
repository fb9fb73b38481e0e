import { counters, databaseSecret, identities, objects, read, readSecret, statements } from './words.ts';

const modelKey = '<Ai/Models/Key3>';
/** Asks each model of the deployment by its id; one with an inference profile through that alone, wherever it leads. */
const asking = [
  'bedrock:InvokeModel on arn:aws:bedrock:us-east-1:111111111111:inference-profile/us.amazon.nova-micro-v1:0, arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-example-v1:0',
  'bedrock:InvokeModel on arn:aws:bedrock:*::foundation-model/amazon.nova-micro-v1:0',
  'dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on <AiData/Ai/Table.Arn>',
  ...identities({ TENANT: ['GetItem'] }),
  `dynamodb:UpdateItem on ${counters}`,
];

export const aiGrants = {
  'ai/title-steps': [
    ...asking,
    ...identities({ REDACTION: ['GetItem'] }),
    readSecret(modelKey),
    objects('s3:GetObject, s3:PutObject', 'media', 'drafts/'),
    'comprehend:DetectPiiEntities on *',
  ],
  'ai/suggest-for-guide': [
    ...asking,
    ...identities({ REDACTION: ['GetItem'] }),
    statements,
    readSecret(modelKey, databaseSecret),
    read('content'),
    objects('s3:GetObject', 'media', 'versions/'),
  ],
  'ai/read-cost': [read('ai')],
};
