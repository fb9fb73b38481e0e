import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { auditEntry } from '../../contracts/audit/entry.ts';
import type { AppendableLog } from '../../domain/audit/audit-log.ts';
import { type ChainEnd, chainStart } from '../../domain/audit/chain.ts';
import { readEntry } from '../../domain/audit/verify-chain.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import { eventItem, headItem, listingOfTenants, noteDays, rowItem, rowOf, storedRow } from './log-items.ts';

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
      await putOnce({ tenantId, item: headItem, ...chainStart, listing: listingOfTenants });
    },
    noteEvent: async ({ tenantId, id, sequence }) => {
      const expiresAt = Math.floor(now() / 1000) + noteDays * 24 * 3600;
      await putOnce({ tenantId, item: eventItem(id), row: rowItem(sequence), expiresAt });
    },
    noted: async (tenantId, ids) => {
      const notes = await getAll(
        { client, name },
        ids.map((id) => ({ tenantId, item: eventItem(id) })),
      );
      // A note by itself proves nothing: whoever could write one would keep the event out of the log by it.
      const rows = await getAll(
        { client, name },
        [...new Set(notes.map(({ row }) => String(row)))].map((item) => ({ tenantId, item })),
      );
      return new Set(rows.map((row) => readEntry(storedRow(row).text)?.id ?? ''));
    },
    add: (entry, signed) => putOnce(rowOf(entry, signed)),
    raiseHead: async (tenantId, { sequence, hash }) => {
      // Never made anew: that the head is gone is to be seen.
      await ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: { tenantId, item: headItem },
            UpdateExpression: 'SET #sequence = :sequence, #hash = :hash, raisedAt = :now, listing = :listing',
            ConditionExpression: '#sequence < :sequence',
            ExpressionAttributeNames: { '#sequence': 'sequence', '#hash': 'hash' },
            ExpressionAttributeValues: {
              ':sequence': sequence,
              ':hash': hash,
              ':now': new Date(now()).toISOString(),
              ':listing': listingOfTenants,
            },
          }),
        ),
      );
    },
  };
}

type Key = Record<string, unknown>;

async function getAll({ client, name }: Table, keys: readonly Key[]): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    let Keys = keys.slice(at, at + keysAtOnce);
    while (Keys.length > 0) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[name] ?? []));
      Keys = UnprocessedKeys?.[name]?.Keys ?? [];
    }
  }
  return found;
}

export async function readHead({ client, name }: Table, tenantId: string): Promise<ChainEnd | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { tenantId, item: headItem }, ConsistentRead: true }),
  );
  return Item && { sequence: Number(Item.sequence), hash: String(Item.hash) };
}
