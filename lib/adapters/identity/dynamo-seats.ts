import type { Seats } from '../../domain/identity/seats.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

/** `TENANT#<id>`/`SEATS`: who is about to become a member, a map of user → since when. */
export function dynamoSeats(table: Table): Seats {
  const items = identityItems(table);
  const seatsKey = (tenantId: string) => ({ pk: `TENANT#${tenantId}`, sk: 'SEATS' });
  return {
    async read(tenantId) {
      const { joining = {}, revision = 0 } = (await items.get(seatsKey(tenantId))) ?? {};
      const entries = Object.entries(joining as Record<string, number>);
      return { joining: new Map(entries), revision: Number(revision) };
    },
    write: (tenantId, { joining, revision }) =>
      items.change(seatsKey(tenantId), {
        update: 'SET joining = :joining, revision = :next',
        condition: revision === 0 ? 'attribute_not_exists(pk)' : 'revision = :revision',
        values: {
          ':joining': Object.fromEntries(joining),
          ':next': revision + 1,
          ...(revision === 0 ? {} : { ':revision': revision }),
        },
      }),
  };
}
