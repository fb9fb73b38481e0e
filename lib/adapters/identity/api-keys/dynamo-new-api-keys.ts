import type { CreateApiKeyPorts } from '../../../domain/identity/api-keys/create-api-key.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { identityItems } from '../identity-items.ts';
import { apiKeyItem, apiKeyPlace, writeApiKey } from './api-key-item.ts';

export function dynamoNewApiKeys(table: Table): CreateApiKeyPorts['apiKeys'] {
  const items = identityItems(table);
  return {
    add: (key, audited) => items.add(apiKeyPlace(key.tenantId, key.id), writeApiKey(key), audited),
  };
}

/** What a key may do; nothing, where it was revoked. */
export function dynamoKeyScopes(table: Table) {
  const items = identityItems(table);
  return {
    async scopesOf(tenantId: string, keyId: string) {
      const item = await items.get(apiKeyPlace(tenantId, keyId));
      return item && apiKeyItem(item).revokedAt === null ? apiKeyItem(item).scopes : undefined;
    },
  };
}
