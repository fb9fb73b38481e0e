import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Audited } from '../../contracts/audit/audited.ts';
import { auditedPut, auditedUpdate, newAuditEvent } from '../../runtime/audit-outbox.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** Partition and sort key. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

type Item = Record<string, unknown>;

interface Change {
  readonly update: string;
  /** Without: the item must be there. */
  readonly condition?: string;
  readonly names?: Record<string, string>;
  readonly values?: Item;
}

/** Items of the Identity table, each written under a condition, the audit event in the same write. */
export function identityItems({ client, name: TableName }: Table) {
  return {
    async get(key: Key): Promise<Item | undefined> {
      const { Item } = await client.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
      return Item;
    },

    /** Of one partition, those whose sort key starts so. */
    async list(pk: string, start: string): Promise<Item[]> {
      const items: Item[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            ...{ TableName, ExclusiveStartKey, ConsistentRead: true },
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :start)',
            ExpressionAttributeValues: { ':pk': pk, ':start': start },
          }),
        );
        items.push(...(page.Items ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return items;
    },

    /** False when the item is there already. */
    add(key: Key, item: Item, audited?: Audited): Promise<boolean> {
      const put = {
        TableName,
        Item: { ...key, ...item },
        ConditionExpression: 'attribute_not_exists(pk)',
      };
      const input = audited ? auditedPut(put, newAuditEvent(audited)) : put;
      return ifHolds(client.send(new PutCommand(input)));
    },

    /** False when the condition does not hold. */
    change(key: Key, { update, condition, names, values }: Change, audited?: Audited): Promise<boolean> {
      const input = {
        ...{ TableName, Key: key, UpdateExpression: update },
        ConditionExpression: condition ?? 'attribute_exists(pk)',
        ...(names && { ExpressionAttributeNames: names }),
        ...(values && { ExpressionAttributeValues: values }),
      };
      return ifHolds(
        client.send(new UpdateCommand(audited ? auditedUpdate(input, newAuditEvent(audited)) : input)),
      );
    },
  };
}
