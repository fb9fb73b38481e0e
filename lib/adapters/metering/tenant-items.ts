import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../runtime/document-client.ts';

type Item = Readonly<Record<string, unknown>>;

/** What of the Identity table says how much of a plan a tenant uses, and who owns it. */
export function tenantItems({ client, name: TableName }: Table) {
  const list = async (tenantId: string, start: string): Promise<Item[]> => {
    const items: Item[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...{ TableName, ExclusiveStartKey },
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :start)',
          ExpressionAttributeValues: { ':pk': `TENANT#${tenantId}`, ':start': start },
        }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  };
  const members = async (tenantId: string) =>
    (await list(tenantId, 'MEMBER#')).filter(({ status }) => status === 'active');

  return {
    /** Whoever is invited takes a place already. */
    async countMembers(tenantId: string, now: number): Promise<number> {
      const invited = (await list(tenantId, 'INVITATION#')).filter(
        ({ status, endsAt }) => status === 'open' && Number(endsAt) > now,
      );
      return (await members(tenantId)).length + invited.length;
    },
    async countApiKeys(tenantId: string, now: number): Promise<number> {
      const usable = (await list(tenantId, 'KEY#')).filter(
        ({ revokedAt, replacedBy, endsAt }) =>
          !revokedAt && !replacedBy && (!endsAt || Date.parse(String(endsAt)) > now),
      );
      return usable.length;
    },
    emailsOf: async (tenantId: string): Promise<string[]> =>
      (await members(tenantId)).filter(({ role }) => role === 'owner').map(({ email }) => String(email)),
  };
}
