import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { auditEntry } from '../../contracts/audit/entry.ts';
import type { AppendableLog } from '../../domain/audit/audit-log.ts';
import { type ChainEnd, chainStart } from '../../domain/audit/chain.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import { eventItem, headItem, listingItem, listingOfTenants, noteDays, rowOf } from './log-items.ts';

/** Keys that DynamoDB takes in one BatchGetItem. */
const keysAtOnce = 100;

/** The log as append-events writes it: rows are added, never changed, and the head only rises. */
export function appendableLog({ client, name }: Table, now: () => number = Date.now): AppendableLog {
  const putOnce = (item: object) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName: name,
          Item: { ...item },
          ConditionExpression: 'attribute_not_exists(tenantId)',
        }),
      ),
    );
  return {
    end: async (tenantId) => {
      const [rows, head] = await Promise.all([
        client.send(
          new QueryCommand({
            TableName: name,
            KeyConditionExpression: 'tenantId = :tenant AND begins_with(#item, :row)',
            ExpressionAttributeNames: { '#item': 'item' },
            ExpressionAttributeValues: { ':tenant': tenantId, ':row': 'row#' },
            ScanIndexForward: false,
            Limit: 1,
            ConsistentRead: true,
          }),
        ),
        readHead({ client, name }, tenantId),
      ]);
      const text = rows.Items?.[0]?.text;
      const last = text === undefined ? undefined : auditEntry.parse(JSON.parse(text));
      return last || head ? { last, head: head ?? chainStart } : undefined;
    },
    begin: async (tenantId) => {
      await putOnce({ tenantId, item: headItem, ...chainStart });
      await putOnce({ tenantId, item: listingItem, listing: listingOfTenants });
    },
    noteEvent: async ({ tenantId, id }) => {
      const expiresAt = Math.floor(now() / 1000) + noteDays * 24 * 3600;
      await putOnce({ tenantId, item: eventItem(id), expiresAt });
    },
    noted: async (tenantId, ids) => {
      const noted = new Set<string>();
      for (let at = 0; at < ids.length; at += keysAtOnce) {
        let keys = ids.slice(at, at + keysAtOnce).map((id) => ({ tenantId, item: eventItem(id) }));
        while (keys.length > 0) {
          const { Responses, UnprocessedKeys } = await client.send(
            new BatchGetCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } }),
          );
          for (const { item } of Responses?.[name] ?? []) noted.add(String(item).slice('event#'.length));
          keys = (UnprocessedKeys?.[name]?.Keys ?? []) as typeof keys;
        }
      }
      return noted;
    },
    add: (entry) => putOnce(rowOf(entry)),
    raiseHead: async (tenantId, { sequence, hash }) => {
      // Never made anew: that the head is gone is to be seen.
      await ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: { tenantId, item: headItem },
            UpdateExpression: 'SET #sequence = :sequence, #hash = :hash',
            ConditionExpression: '#sequence < :sequence',
            ExpressionAttributeNames: { '#sequence': 'sequence', '#hash': 'hash' },
            ExpressionAttributeValues: { ':sequence': sequence, ':hash': hash },
          }),
        ),
      );
    },
  };
}

export async function readHead({ client, name }: Table, tenantId: string): Promise<ChainEnd | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { tenantId, item: headItem }, ConsistentRead: true }),
  );
  return Item && { sequence: Number(Item.sequence), hash: String(Item.hash) };
}
