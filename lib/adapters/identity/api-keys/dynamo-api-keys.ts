import type { ApiKeys } from '../../../domain/identity/api-keys/api-keys.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { identityItems } from '../identity-items.ts';
import { apiKeyItem, apiKeyPlace, forgottenAt } from './api-key-item.ts';
import { dynamoNewApiKeys } from './dynamo-new-api-keys.ts';

/** Longer than a function may take. */
const turnMs = 15_000;

/** `TENANT#<id>`/`KEY#<id>`, and `TENANT#<id>`/`KEYS`: until when somebody counts and adds keys. */
export function dynamoApiKeys(table: Table, now: () => number = Date.now): ApiKeys {
  const items = identityItems(table);
  const notRevoked = 'attribute_exists(pk) AND revokedAt = :none';
  return {
    ...dynamoNewApiKeys(table),
    async find(tenantId, keyId) {
      const item = await items.get(apiKeyPlace(tenantId, keyId));
      return item && apiKeyItem(item);
    },
    list: async (tenantId) => (await items.list(`TENANT#${tenantId}`, 'KEY#')).map(apiKeyItem),
    replace: (key, { by, endsAt, successorEndsAt }, audited) =>
      items.change(
        apiKeyPlace(key.tenantId, key.id),
        {
          update:
            'SET replacedBy = :by, endsAt = :endsAt, successorEndsAt = :successorEndsAt, expiresAt = :forgotten',
          condition: `${notRevoked} AND replacedBy = :none`,
          values: {
            ...{ ':by': by, ':endsAt': endsAt, ':successorEndsAt': successorEndsAt },
            ...{ ':forgotten': forgottenAt(endsAt), ':none': null },
          },
        },
        audited,
      ),
    revoke: (key, at, audited) =>
      items.change(
        apiKeyPlace(key.tenantId, key.id),
        {
          update: 'SET revokedAt = :at, expiresAt = :forgotten',
          condition: notRevoked,
          values: { ':at': at, ':forgotten': forgottenAt(at), ':none': null },
        },
        audited,
      ),
    async alone(tenantId, work) {
      const place = { pk: `TENANT#${tenantId}`, sk: 'KEYS' };
      const until = now() + turnMs;
      const ours = await items.change(place, {
        update: 'SET takenUntil = :until, expiresAt = :forgotten',
        condition: 'attribute_not_exists(takenUntil) OR takenUntil < :now',
        values: { ':until': until, ':forgotten': Math.ceil(until / 1_000) + 3_600, ':now': now() },
      });
      if (!ours) return undefined;
      try {
        return await work();
      } finally {
        await items.change(place, {
          update: 'REMOVE takenUntil',
          condition: 'takenUntil = :until',
          values: { ':until': until },
        });
      }
    },
  };
}
