import { createHmac } from 'node:crypto';
import { dynamoApiKeys } from '../../lib/adapters/identity/api-keys/dynamo-api-keys.ts';
import type { Plan } from '../../lib/contracts/metering/plan.ts';
import type { ApiKeyPorts } from '../../lib/domain/identity/api-keys/api-keys.ts';
import type { Table } from '../../lib/runtime/document-client.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';

/** What making keys takes, over a real Identity table. */
export function apiKeyPorts(table: Table, clock: { readonly now: number }, plan: Plan): ApiKeyPorts {
  return {
    apiKeys: dynamoApiKeys(table, () => clock.now),
    keySecrets: {
      create: () => newIdentifier('key').padEnd(43, 'x').slice(0, 43).replaceAll('_', 'y'),
      hash: async (text) => createHmac('sha256', 'pepper').update(text).digest('hex'),
    },
    tenants: { find: async () => ({ plan }) },
    newKeyId: () => newIdentifier('key'),
    now: () => clock.now,
  };
}
