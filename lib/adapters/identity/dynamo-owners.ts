import type { Owners } from '../../domain/identity/owners.ts';
import type { Table } from '../../runtime/document-client.ts';
import { tenantKey } from './dynamo-tenants.ts';
import { identityItems } from './identity-items.ts';

const announcement = (userId: string) => `ownerChange:${userId}`;

/**
 * On the tenant's own item: `owners`, and an announced change of each user (`ownerChange:<user>`, a map of id and at).
 * A set is never empty in DynamoDB, and the condition sees to it that the last one stays.
 */
export function dynamoOwners(table: Table): Owners {
  const items = identityItems(table);
  return {
    async read(tenantId) {
      const item = (await items.get(tenantKey(tenantId))) ?? {};
      const start = announcement('');
      return {
        listed: (item.owners ?? new Set()) as Set<string>,
        announced: new Map(
          Object.entries(item)
            .filter(([name]) => name.startsWith(start))
            .map(([name, change]) => [name.slice(start.length), (change as { at: number }).at]),
        ),
      };
    },
    async announce(tenantId, userId, change) {
      await items.change(tenantKey(tenantId), {
        update: 'SET #change = :change',
        names: { '#change': announcement(userId) },
        values: { ':change': change },
      });
    },
    leave: (tenantId, userId, change) =>
      items.change(tenantKey(tenantId), {
        update: 'SET #change = :change DELETE owners :user',
        condition: 'attribute_exists(owners) AND (NOT contains(owners, :userId) OR size(owners) > :one)',
        names: { '#change': announcement(userId) },
        values: { ':change': change, ':user': new Set([userId]), ':userId': userId, ':one': 1 },
      }),
    async enter(tenantId, userId, change) {
      await items.change(tenantKey(tenantId), {
        update: 'ADD owners :user REMOVE #change',
        condition: '#change.id = :id',
        names: { '#change': announcement(userId) },
        values: { ':user': new Set([userId]), ':id': change.id },
      });
    },
  };
}
