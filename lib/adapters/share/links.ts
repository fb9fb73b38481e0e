import { GetCommand, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ShareLinks, StoredLink } from '../../domain/share/link.ts';
import { auditedPut, auditedUpdate } from '../../runtime/audit-outbox.ts';
import { documentClient, ifHolds } from '../../runtime/document-client.ts';

const client = documentClient();

/** Share links in DynamoDB. */
export function shareLinks(table: string): ShareLinks {
  const find: ShareLinks['find'] = async (linkId) => {
    // Consistent: a link that was revoked a moment ago must not open.
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { linkId }, ConsistentRead: true }),
    );
    return Item && linkOf(Item as LinkItem);
  };
  return {
    add: async (link, event) => {
      const put = {
        TableName: table,
        Item: { ...itemOf(link) },
        ConditionExpression: 'attribute_not_exists(linkId)',
      };
      await client.send(new PutCommand(auditedPut(put, event)));
    },
    find,
    ofGuide: async (tenantId, guideId) => {
      const links: StoredLink[] = [];
      const query = {
        TableName: table,
        IndexName: 'byGuide',
        KeyConditionExpression: 'guideId = :guide',
        ExpressionAttributeValues: { ':guide': guideId },
      };
      for await (const { Items = [] } of paginateQuery({ client }, query))
        links.push(...(Items as LinkItem[]).map(linkOf).filter((link) => link.tenantId === tenantId));
      return links;
    },
    revoke: async (tenantId, linkId, at, event) => {
      const update = {
        TableName: table,
        Key: { linkId },
        UpdateExpression: 'SET revokedAt = :at',
        ConditionExpression: 'tenantId = :tenant AND attribute_not_exists(revokedAt)',
        ExpressionAttributeValues: { ':tenant': tenantId, ':at': at },
      };
      const revoked = await ifHolds(client.send(new UpdateCommand(auditedUpdate(update, event))));
      if (!revoked && (await find(linkId))?.tenantId !== tenantId)
        throw new Error('a link is revoked by its own tenant only');
    },
    lead: async (tenantId, linkId, publicationId) => {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { linkId },
          UpdateExpression: 'SET publicationId = :publication',
          ConditionExpression: 'tenantId = :tenant',
          ExpressionAttributeValues: { ':tenant': tenantId, ':publication': publicationId },
        }),
      );
    },
  };
}

/** What a link lacks is left out of its item. */
interface LinkItem {
  readonly linkId: string;
  readonly guideId: string;
  readonly tenantId: string;
  readonly tokenHash: string;
  readonly publicationId: string;
  readonly name?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly creatorName?: string | undefined;
  readonly createdAt: string;
  readonly expiresAt?: string | undefined;
  readonly revokedAt?: string | undefined;
}

function itemOf({ id, name, createdBy, expiresAt, revokedAt, ...link }: StoredLink): LinkItem {
  return {
    ...link,
    linkId: id,
    name: name ?? undefined,
    createdBy: createdBy?.id,
    creatorName: createdBy?.name ?? undefined,
    expiresAt: expiresAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
  };
}

function linkOf(item: LinkItem): StoredLink {
  const { linkId, guideId, tenantId, tokenHash, publicationId, createdBy, createdAt } = item;
  return {
    id: linkId,
    guideId,
    tenantId,
    tokenHash,
    publicationId,
    name: item.name ?? null,
    createdBy: createdBy === undefined ? null : { id: createdBy, name: item.creatorName ?? null },
    createdAt,
    expiresAt: item.expiresAt ?? null,
    revokedAt: item.revokedAt ?? null,
  };
}
