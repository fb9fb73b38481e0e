import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEvent, auditEvent } from '../../contracts/audit/entry.ts';
import type { HeldEvents, Outbox } from '../../domain/audit/drain-outbox.ts';
import { counting, countPrefix } from '../../runtime/audit-count.ts';
import { ifHolds } from '../../runtime/document-client.ts';
import { type AuditedTable, keyOf, pendingItems, unreadable } from './table-outbox.ts';

/** Somebody may still be counting the last one. */
const settled = 30_000;

/** Counts whose time is over, each as one event (lib/runtime/audit-count.ts). */
export function countedOutbox(table: AuditedTable, now: () => number = Date.now): Outbox {
  return {
    async *held() {
      const before = new Date(now() - settled).toISOString();
      for await (const items of pendingItems(table, { partition: counting, before }))
        yield items.flatMap((item) => (item.auditPending === counting ? [heldOf(table, item)] : []));
    },
  };
}

function heldOf(table: AuditedTable, item: Readonly<Record<string, unknown>>): HeldEvents {
  const event = eventOf(table, item);
  if (!event) return unreadable;
  return {
    events: [event],
    remove: async () => {
      await ifHolds(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: keyOf(table.keyNames, item),
            UpdateExpression: 'REMOVE auditPending, auditAt, auditCounted',
            ConditionExpression: 'auditPending = :counting',
            ExpressionAttributeValues: { ':counting': counting },
          }),
        ),
      );
    },
  };
}

function eventOf(
  { name, keyNames }: AuditedTable,
  item: Readonly<Record<string, unknown>>,
): AuditEvent | undefined {
  const key = JSON.stringify([name, ...keyNames.map((keyName) => item[keyName])]);
  const counts = Object.entries(item).flatMap(([attribute, count]) =>
    attribute.startsWith(countPrefix) ? [[attribute.slice(countPrefix.length), String(count)]] : [],
  );
  try {
    const audited = JSON.parse(String(item.auditCounted));
    return auditEvent.parse({
      ...audited,
      // The same however often the item is found.
      id: `aud_${createHash('sha256').update(key).digest('base64url').slice(0, 26)}`,
      at: item.auditAt,
      facts: { ...audited.facts, ...Object.fromEntries(counts.sort()) },
    });
  } catch {
    return undefined;
  }
}
