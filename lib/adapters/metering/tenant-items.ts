import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { placesTaken } from '../../contracts/identity/api-key.ts';
import type { Table } from '../../runtime/document-client.ts';

const textOr = (value: unknown) => (typeof value === 'string' ? value : null);

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
      const keys = await list(tenantId, 'KEY#');
      return placesTaken(
        keys.map(({ sk, endsAt, revokedAt, replacedBy }) => ({
          id: String(sk).slice('KEY#'.length),
          ...{ expiresAt: textOr(endsAt), revokedAt: textOr(revokedAt), replacedBy: textOr(replacedBy) },
        })),
        now,
      );
    },
    /** Of the owners; or of the admins, the owners among them. */
    async emailsOf(tenantId: string, who: 'owners' | 'admins'): Promise<string[]> {
      const meant = who === 'owners' ? ['owner'] : ['owner', 'admin'];
      return (await members(tenantId))
        .filter(({ role }) => meant.includes(String(role)))
        .map(({ email }) => String(email));
    },
  };
}
