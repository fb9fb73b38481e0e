import { identities, nudges, send } from './words.ts';

export const redactionGrants = {
  'redaction/read-redaction-policy': identities({ REDACTION: ['GetItem'] }),
  'redaction/write-redaction-policy': [
    ...identities({ REDACTION: ['GetItem', 'PutItem', 'UpdateItem'] }),
    send(nudges),
  ],
  'redaction/try-redaction-policy': identities({ REDACTION: ['GetItem'] }),
};
