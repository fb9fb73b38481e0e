import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEntry, auditEntry } from '../../contracts/audit/entry.ts';
import type { ReadableLog } from '../../domain/audit/audit-log.ts';
import type { LogHead } from '../../domain/audit/keep-checkpoints.ts';
import type { LogIndex, Slice } from '../../domain/audit/read-log.ts';
import type { Table } from '../../runtime/document-client.ts';
import { readHead } from './appendable-log.ts';
import { listingOfTenants, ofTenant, rowItem, storedRow } from './log-items.ts';

const highest = 999_999_999_999;

/** All rows in their order. */
export function readableLog(table: Table): ReadableLog {
  return {
    head: (tenantId) => readHead(table, tenantId),
    async *rows(tenantId, sequence) {
      const pages = paginateQuery(
        { client: table.client },
        {
          TableName: table.name,
          KeyConditionExpression: 'tenantId = :tenant AND #item BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#item': 'item' },
          ExpressionAttributeValues: {
            ':tenant': tenantId,
            ':from': rowItem(sequence),
            ':to': rowItem(highest),
          },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) yield* Items.map(storedRow);
    },
  };
}

/** Rows by time, actor or resource, newest first. */
export function logIndex({ client, name }: Table): LogIndex {
  return {
    page: async (tenantId, slice, limit) => {
      const [from, to] = bounds(slice);
      if (from > to) return [];
      const [IndexName, attribute, value] = keyOf(tenantId, slice.by);
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName,
          KeyConditionExpression: '#key = :key AND moment BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#key': attribute },
          ExpressionAttributeValues: { ':key': value, ':from': from, ':to': to },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map(({ text }) => auditEntry.safeParse(parseJson(text))).flatMap((parsed) =>
        parsed.success ? [parsed.data] : [],
      );
    },
  };
}

/** Where the log of each tenant ends, some tenants at a time. */
export async function* logHeads({ client, name }: Table): AsyncGenerator<readonly LogHead[]> {
  const query = {
    TableName: name,
    IndexName: 'byListing',
    KeyConditionExpression: 'listing = :listing',
    ExpressionAttributeValues: { ':listing': listingOfTenants },
  };
  for await (const { Items = [] } of paginateQuery({ client }, query))
    yield Items.map(({ tenantId, sequence, hash, raisedAt }) => ({
      tenantId: String(tenantId),
      sequence: Number(sequence),
      hash: String(hash),
      raisedAt: raisedAt === undefined ? 0 : Date.parse(String(raisedAt)),
    }));
}

function keyOf(tenantId: string, by: Slice['by']): readonly [string, string, string] {
  if (by === 'time') return ['byTime', 'tenantId', tenantId];
  return 'resource' in by
    ? ['byResource', 'resourceOfTenant', ofTenant(tenantId, by.resource)]
    : ['byActor', 'actorOfTenant', ofTenant(tenantId, by.actor)];
}

/** BETWEEN includes both ends. An instant is less than every moment in it; below a moment is the place before. */
function bounds({ from = '0', before = '9' }: Slice): readonly [string, string] {
  const [at = '', sequence] = before.split('#');
  return [from, sequence === undefined ? at : `${at}#${String(Number(sequence) - 1).padStart(12, '0')}`];
}

function parseJson(text: unknown): AuditEntry | undefined {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
