import type { FollowPorts } from '../../../domain/identity/follow-invitation.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { identityItems } from '../identity-items.ts';
import { apiKeyItem, apiKeyPlace } from './api-key-item.ts';

/** Whether a key lets anybody in, as it stands in the table now. */
export function workingKeys(table: Table, now: () => number = Date.now): FollowPorts['apiKeys'] {
  const items = identityItems(table);
  return {
    async works(tenantId, keyId) {
      const item = await items.get(apiKeyPlace(tenantId, keyId));
      if (!item) return false;
      const { revokedAt, expiresAt } = apiKeyItem(item);
      return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now());
    },
  };
}
