import {
  consume,
  counters,
  deadLetters,
  directory,
  identities,
  identityTable,
  keyRing,
  nudges,
  readSecret,
  recordEvent,
  recordingTable,
  send,
  waitingMails,
} from './words.ts';

const pepper = readSecret('<IdentityData/ApiKeyPepper>');
/** What makes API keys, and counts those that are there. */
const makingApiKeys = [
  ...identities({ TENANT: ['GetItem', 'PutItem', 'Query', 'UpdateItem'] }),
  send(nudges),
  pepper,
];
/** What makes a tenant. */
const founding = [send(nudges), `dynamodb:PutItem on ${directory}`, pepper];

/** Any key of the account, as far as the resource goes; the condition asks for the tag of the stack. */
const signingKeys = 'arn:aws:kms:us-east-1:111111111111:key/*';
const makingKeys = [
  `dynamodb:GetItem, dynamodb:PutItem on ${keyRing}`,
  'kms:CreateKey on *',
  `kms:TagResource on ${signingKeys}`,
  `kms:GetPublicKey, kms:ScheduleKeyDeletion on ${signingKeys}`,
];

export const identityGrants = {
  'identity/provide-openid': [
    ...identities({
      ATTEMPT: ['UpdateItem'],
      EMAIL: ['GetItem'],
      PLACE: ['GetItem', 'PutItem'],
      TENANT: ['GetItem'],
      USER: ['GetItem'],
    }),
    `dynamodb:GetItem on ${keyRing}`,
    recordEvent,
    'dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem on <IdentityData/OpenId/Table.Arn>',
    send(nudges),
    readSecret('<Edge/ProofSecret>', '<IdentityData/CookieSecret>'),
    `kms:Sign on ${signingKeys}`,
  ],
  'identity/make-signing-keys': makingKeys,
  'identity/rotate-signing-key': makingKeys,
  'identity/read-configuration': [`dynamodb:GetItem on ${directory}`],
  'identity/seed-tenant': [
    ...identities({
      EMAIL: ['GetItem', 'PutItem', 'UpdateItem'],
      TENANT: ['GetItem', 'PutItem', 'UpdateItem'],
      USER: ['PutItem'],
    }),
    ...founding,
  ],
  'identity/announce-region': [`dynamodb:PutItem on ${directory}`],
  'identity/register': [
    ...identities({ ATTEMPT: ['UpdateItem'], PENDING: ['PutItem'] }),
    `dynamodb:GetItem on ${directory}`,
    send(waitingMails),
  ],
  'identity/verify-registration': [
    ...identities({
      ATTEMPT: ['UpdateItem'],
      EMAIL: ['GetItem', 'PutItem', 'UpdateItem'],
      PENDING: ['GetItem', 'UpdateItem'],
      TENANT: ['GetItem', 'PutItem'],
      USER: ['PutItem'],
    }),
    ...founding,
  ],
  'identity/request-password-reset': [
    ...identities({ ATTEMPT: ['UpdateItem'], RESET: ['PutItem'] }),
    send(waitingMails),
  ],
  'identity/read-password-reset': identities({ RESET: ['GetItem'] }),
  'identity/complete-password-reset': [
    ...identities({
      EMAIL: ['GetItem'],
      RESET: ['GetItem', 'UpdateItem'],
      TENANT: ['GetItem', 'UpdateItem'],
      USER: ['GetItem', 'UpdateItem'],
    }),
    send(nudges),
  ],
  'identity/send-mail': [
    ...identities({
      EMAIL: ['GetItem'],
      MAIL: ['GetItem', 'PutItem'],
      TENANT: ['GetItem'],
      USER: ['GetItem'],
    }),
    'ses:SendEmail on arn:aws:ses:us-east-1:111111111111:identity/mail.example',
    consume(waitingMails),
  ],
  'identity/read-account': identities({ TENANT: ['GetItem'] }),
  'identity/change-account': [...identities({ TENANT: ['UpdateItem'], USER: ['UpdateItem'] }), send(nudges)],
  'identity/change-password': [
    ...identities({
      ATTEMPT: ['UpdateItem'],
      TENANT: ['GetItem', 'UpdateItem'],
      USER: ['GetItem', 'UpdateItem'],
    }),
    send(nudges),
  ],
  'identity/sign-out-everywhere': [...identities({ TENANT: ['UpdateItem'] }), send(nudges)],
  'identity/list-members': identities({ TENANT: ['Query'] }),
  'identity/change-member': [...identities({ TENANT: ['GetItem', 'Query', 'UpdateItem'] }), send(nudges)],
  'identity/remove-member': [
    ...identities({ TENANT: ['GetItem', 'Query', 'UpdateItem'], USER: ['UpdateItem'] }),
    send(nudges),
  ],
  'identity/list-invitations': identities({ TENANT: ['Query'] }),
  'identity/invite-member': [
    ...identities({ ATTEMPT: ['UpdateItem'], TENANT: ['GetItem', 'Query', 'UpdateItem'] }),
    send(nudges, waitingMails),
  ],
  'identity/withdraw-invitation': [...identities({ TENANT: ['GetItem', 'UpdateItem'] }), send(nudges)],
  'identity/read-invitation': identities({ EMAIL: ['GetItem'], TENANT: ['GetItem'] }),
  'identity/accept-invitation': [
    ...identities({
      EMAIL: ['GetItem', 'PutItem', 'UpdateItem'],
      TENANT: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
      USER: ['GetItem', 'PutItem'],
    }),
    send(nudges),
  ],
  'identity/admit-request': [
    ...identities({ TENANT: ['GetItem'] }),
    `dynamodb:GetItem on ${keyRing}`,
    `dynamodb:UpdateItem on ${identityTable} of TENANT#*, only lastUsedAt, pk, sk`,
    recordEvent,
    `dynamodb:UpdateItem on ${counters}`,
    `dynamodb:GetItem on ${recordingTable}, ${directory}`,
    pepper,
  ],
  'identity/list-api-keys': identities({ TENANT: ['Query'] }),
  'identity/create-api-key': makingApiKeys,
  'identity/rotate-api-key': makingApiKeys,
  'identity/revoke-api-key': [...identities({ TENANT: ['GetItem', 'UpdateItem'] }), send(nudges)],
  'identity/read-policies': identities({ TENANT: ['GetItem'] }),
  'identity/write-policies': [...identities({ TENANT: ['GetItem', 'PutItem', 'UpdateItem'] }), send(nudges)],
  'identity/explain-decision': identities({ TENANT: ['GetItem'] }),
  'identity/read-collaborators': identities({ TENANT: ['GetItem'] }),
  'identity/forget-guide': [
    `dynamodb:UpdateItem on ${identityTable} of TENANT#*, only deletedAt, expiresAt, pk, sk`,
    deadLetters('Policy/GoneGuides'),
  ],
  'identity/set-collaborators': [...identities({ TENANT: ['GetItem', 'UpdateItem'] }), send(nudges)],
};
