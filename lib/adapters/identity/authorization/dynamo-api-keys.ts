import { timingSafeEqual } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { notedEvery } from '../../../domain/identity/authorization/authenticate.ts';
import { keyIdsOf } from '../../../domain/identity/authorization/credential.ts';
import type { ApiKeys } from '../../../domain/identity/authorization/ports.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';
import { recentReads } from '../../../runtime/recent-reads.ts';
import { apiKeyItem, apiKeyPlace } from '../api-keys/api-key-item.ts';
import { keptFor } from './kept-for.ts';

/** Keys as they were a moment ago. What is kept of one is found again only by the whole text. */
export function dynamoApiKeys(
  { client, name }: Table,
  hash: (text: string) => Promise<string>,
  now: () => number = Date.now,
): ApiKeys {
  const read = recentReads(
    async (key) => {
      const [tenantId, keyId] = JSON.parse(key) as [string, string];
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: apiKeyPlace(tenantId, keyId) }),
      );
      return Item && apiKeyItem(Item);
    },
    { ...keptFor, now },
  );
  const noted = new Map<string, number>();
  return {
    async find(text) {
      const ids = keyIdsOf(text);
      if (!ids) return undefined;
      // The hash first, whether or not there is such a key: both take the same time.
      const shown = Buffer.from(await hash(text));
      const item = await read(JSON.stringify([ids.tenantId, ids.keyId]));
      const kept = Buffer.from(item?.hash ?? '');
      if (!item || kept.length !== shown.length || !timingSafeEqual(kept, shown)) return undefined;
      const { scopes, expiresAt, revokedAt, lastUsedAt, requestsPerMinute } = item;
      return {
        id: ids.keyId,
        tenantId: ids.tenantId,
        scopes,
        endsAt: expiresAt === null ? undefined : Date.parse(expiresAt),
        revokedAt: revokedAt ?? undefined,
        lastUsedAt: lastUsedAt ?? undefined,
        requestsPerMinute: requestsPerMinute ?? undefined,
      };
    },
    async noteUse({ tenantId, id }, at) {
      if (at.getTime() - (noted.get(id) ?? 0) < notedEvery) return;
      if (noted.size >= keptFor.most) noted.clear();
      noted.set(id, at.getTime());
      await ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: apiKeyPlace(tenantId, id),
            UpdateExpression: 'SET lastUsedAt = :at',
            // Another worker may have noted it, of which this one hears later.
            ConditionExpression: 'attribute_exists(pk) AND (lastUsedAt = :never OR lastUsedAt <= :earlier)',
            ExpressionAttributeValues: {
              ':at': at.toISOString(),
              ':never': null,
              ':earlier': new Date(at.getTime() - notedEvery).toISOString(),
            },
          }),
        ),
      );
    },
  };
}
