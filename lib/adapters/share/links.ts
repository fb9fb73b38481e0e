import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ShareLinks, StoredLink } from '../../domain/share/link.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const dynamo = new DynamoDBClient(clientSettings);

/** Share links in DynamoDB. */
export function shareLinks(table: string): ShareLinks {
  return {
    add: async (link) => {
      await dynamo.send(
        new PutItemCommand({
          TableName: table,
          Item: itemOf(link),
          ConditionExpression: 'attribute_not_exists(linkId)',
        }),
      );
    },
    find: async (linkId) => {
      // Consistent: a link that was revoked a moment ago must not open.
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: table, Key: { linkId: { S: linkId } }, ConsistentRead: true }),
      );
      return Item && linkOf(Item);
    },
    ofGuide: async (tenantId, guideId) => {
      const links: StoredLink[] = [];
      const query = {
        TableName: table,
        IndexName: 'byGuide',
        KeyConditionExpression: 'guideId = :guide',
        ExpressionAttributeValues: { ':guide': { S: guideId } },
      };
      for await (const { Items } of paginateQuery({ client: dynamo }, query))
        links.push(...(Items ?? []).map(linkOf).filter((link) => link.tenantId === tenantId));
      return links;
    },
    revoke: (tenantId, linkId, at) =>
      update(table, tenantId, linkId, 'SET revokedAt = if_not_exists(revokedAt, :value)', at),
    lead: (tenantId, linkId, publicationId) =>
      update(table, tenantId, linkId, 'SET publicationId = :value', publicationId),
  };
}

async function update(
  table: string,
  tenantId: string,
  linkId: string,
  expression: string,
  value: string,
): Promise<void> {
  await dynamo.send(
    new UpdateItemCommand({
      TableName: table,
      Key: { linkId: { S: linkId } },
      UpdateExpression: expression,
      ConditionExpression: 'tenantId = :tenant',
      ExpressionAttributeValues: { ':tenant': { S: tenantId }, ':value': { S: value } },
    }),
  );
}

function itemOf(link: StoredLink): Record<string, AttributeValue> {
  return {
    linkId: { S: link.id },
    guideId: { S: link.guideId },
    tenantId: { S: link.tenantId },
    tokenHash: { S: link.tokenHash },
    publicationId: { S: link.publicationId },
    createdAt: { S: link.createdAt },
    ...(link.name === null ? {} : { name: { S: link.name } }),
    ...(link.createdBy ? { createdBy: { S: link.createdBy.id } } : {}),
    ...(link.createdBy?.name ? { creatorName: { S: link.createdBy.name } } : {}),
    ...(link.expiresAt ? { expiresAt: { S: link.expiresAt } } : {}),
    ...(link.revokedAt ? { revokedAt: { S: link.revokedAt } } : {}),
  };
}

function linkOf(item: Record<string, AttributeValue>): StoredLink {
  const text = (name: string) => item[name]?.S ?? '';
  return {
    id: text('linkId'),
    guideId: text('guideId'),
    tenantId: text('tenantId'),
    tokenHash: text('tokenHash'),
    publicationId: text('publicationId'),
    name: item.name?.S ?? null,
    createdBy: item.createdBy?.S ? { id: item.createdBy.S, name: item.creatorName?.S ?? null } : null,
    createdAt: text('createdAt'),
    expiresAt: item.expiresAt?.S ?? null,
    revokedAt: item.revokedAt?.S ?? null,
  };
}
