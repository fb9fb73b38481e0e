import { BatchGetCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CollaboratorPorts } from '../../../domain/identity/authorization/collaborators.ts';
import type { GuideAttributes } from '../../../domain/identity/authorization/question.ts';
import { auditedUpdate, newAuditEvent } from '../../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';

const item = z.object({
  createdBy: z.optional(z.string()),
  sensitive: z._default(z.boolean(), false),
  collaborators: z._default(
    z.array(z.object({ userId: z.string(), role: z.enum(['viewer', 'editor']) })),
    [],
  ),
  /** Its guide is gone; what is still to be known of it is for its recording, which may be kept longer. */
  deletedAt: z.optional(z.string()),
});

/** Longer than any recording is kept. */
const tombstoneDays = 100;

/** Access items under the tenant: who made a guide, who works on it, whether it is sensitive. */
export function guideAccess({ client, name }: Table) {
  const set: CollaboratorPorts['access']['set'] = (
    tenantId,
    guideId,
    { sensitive, collaborators },
    audited,
  ) => {
    const update = auditedUpdate(
      {
        TableName: name,
        Key: guideAccessPlace(tenantId, guideId),
        UpdateExpression: 'SET #sensitive = :sensitive, collaborators = :collaborators',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(deletedAt)',
        // A word that DynamoDB keeps for itself.
        ExpressionAttributeNames: { '#sensitive': 'sensitive' },
        ExpressionAttributeValues: { ':sensitive': sensitive, ':collaborators': collaborators },
      },
      newAuditEvent(audited),
    );
    return ifHolds(client.send(new UpdateCommand(update)));
  };
  const read = async (tenantId: string, guideId: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: guideAccessPlace(tenantId, guideId) }),
    );
    return Item && z.parse(item, Item);
  };
  return {
    set,
    /** Says who made a guide, when it gets its id. The same again changes nothing. */
    async claim({ tenantId, guideId, createdBy }: Claim): Promise<void> {
      await ifHolds(
        client.send(
          new PutCommand({
            TableName: name,
            Item: { ...guideAccessPlace(tenantId, guideId), createdBy, sensitive: false, collaborators: [] },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
    },
    /** Marks that the guide is gone, and has the item go too; not before the recording, which is as sensitive. */
    async forget(tenantId: string, guideId: string, at: Date): Promise<void> {
      const update = {
        TableName: name,
        Key: guideAccessPlace(tenantId, guideId),
        UpdateExpression: 'SET deletedAt = :at, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(deletedAt)',
        ExpressionAttributeValues: {
          ':at': at.toISOString(),
          ':expiresAt': Math.floor(at.getTime() / 1_000) + tombstoneDays * 24 * 3_600,
        },
      };
      await ifHolds(client.send(new UpdateCommand(update)));
    },
    /** Of a guide that is there. */
    async find(tenantId: string, guideId: string): Promise<GuideAttributes | undefined> {
      const found = await read(tenantId, guideId);
      return found?.deletedAt === undefined ? found : undefined;
    },
    /** To decide by, also where nothing but the recording is left. */
    attributes: read,
    async findAll(tenantId: string, guideIds: readonly string[]): Promise<Map<string, GuideAttributes>> {
      const found = new Map<string, GuideAttributes>();
      const keys = [...new Set(guideIds)].map((id): Key => guideAccessPlace(tenantId, id));
      while (keys.length > 0) {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetCommand({ RequestItems: { [name]: { Keys: keys.splice(0, mostAtOnce) } } }),
        );
        for (const attributes of Responses?.[name] ?? [])
          found.set(String(attributes.sk).slice(prefix.length), z.parse(item, attributes));
        keys.push(...(UnprocessedKeys?.[name]?.Keys ?? []));
      }
      return found;
    },
  };
}

interface Claim {
  readonly tenantId: string;
  readonly guideId: string;
  readonly createdBy: string;
}

type Key = Record<string, unknown>;
const mostAtOnce = 100;
const prefix = 'GUIDE#';

export function guideAccessPlace(tenantId: string, guideId: string) {
  return { pk: `TENANT#${tenantId}`, sk: `${prefix}${guideId}` };
}
