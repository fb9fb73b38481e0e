import { BatchGetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEvent, auditEvent } from '../../contracts/audit/entry.ts';
import type { HeldEvents, Outbox } from '../../domain/audit/drain-outbox.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** How long an item that was nothing but an event stays. */
const keptSeconds = 24 * 3600;

/** What BatchGetItem takes at once. */
const pageSize = 100;

/** A table with the index `byAuditPending`. */
export interface AuditedTable extends Table {
  /** Attributes of its key. */
  readonly keyNames: readonly string[];
}

/** @param text such as `Identity:pk:sk,Link:linkId` */
export function auditedTables(text: string, client: Table['client']): readonly AuditedTable[] {
  return text.split(',').map((table) => {
    const [name = '', ...keyNames] = table.split(':');
    return { client, name, keyNames };
  });
}

/** Events in the items of a table. */
export function tableOutbox(table: AuditedTable, now: () => number = Date.now): Outbox {
  return {
    async *held() {
      for await (const items of pendingItems(table, { partition: 'pending', before: '9' }))
        yield items.flatMap((item) => heldOf(table, item, now));
    },
  };
}

type Item = Readonly<Record<string, unknown>>;

/** Items that the index leads to, as they are now, some at a time. @param before of its sort key `auditAt` */
export async function* pendingItems(
  { client, name, keyNames }: AuditedTable,
  { partition, before }: { readonly partition: string; readonly before: string },
): AsyncGenerator<readonly Item[]> {
  const pages = paginateQuery(
    { client, pageSize },
    {
      TableName: name,
      IndexName: 'byAuditPending',
      KeyConditionExpression: 'auditPending = :partition AND auditAt < :before',
      ExpressionAttributeValues: { ':partition': partition, ':before': before },
    },
  );
  for await (const { Items = [] } of pages) {
    const keys = Items.map((item) => keyOf(keyNames, item));
    if (keys.length === 0) continue;
    // The index may lag, and gives no more than keys. What is not processed comes with the next run.
    const { Responses } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } }),
    );
    yield Responses?.[name] ?? [];
  }
}

function heldOf(
  { client, name, keyNames }: AuditedTable,
  item: Item,
  now: () => number,
): readonly HeldEvents[] {
  if (!Array.isArray(item.auditOutbox)) return [];
  const events = readEvents(item.auditOutbox);
  if (!events) return [unreadable];
  const expires = item.auditOnly === true;
  const remove = () =>
    ifHolds(
      client.send(
        new UpdateCommand({
          TableName: name,
          Key: keyOf(keyNames, item),
          UpdateExpression: `REMOVE auditOutbox, auditPending, auditAt, auditLast${expires ? ' SET expiresAt = :expiresAt' : ''}`,
          ConditionExpression: 'auditLast = :last',
          ExpressionAttributeValues: {
            ':last': item.auditLast,
            ...(expires ? { ':expiresAt': Math.floor(now() / 1000) + keptSeconds } : {}),
          },
        }),
      ),
    );
  return [
    {
      events,
      remove: async () => {
        await remove();
      },
    },
  ];
}

export function keyOf(keyNames: readonly string[], item: Item) {
  return Object.fromEntries(keyNames.map((name) => [name, item[name]]));
}

class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/** It stays where it is, and whoever drains is told, without the others having to wait. */
export const unreadable: HeldEvents = {
  events: [],
  remove: async () => {
    throw new UnreadableEvent('an outbox holds what is no audit event');
  },
};

function readEvents(outbox: readonly unknown[]): readonly AuditEvent[] | undefined {
  try {
    return outbox.map((json) => auditEvent.parse(JSON.parse(String(json))));
  } catch {
    return undefined;
  }
}
