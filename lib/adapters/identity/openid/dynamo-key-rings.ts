import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { KeyRing, KeyRings } from '../../../domain/identity/openid/signing-keys.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';

const key = { pk: 'SIGNING-KEYS', sk: 'SIGNING-KEYS' };

/** All signing keys of the region in one item of the Identity table. */
export function dynamoKeyRings({ client, name }: Table): KeyRings {
  return {
    async read() {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
      return Item ? { version: Item.version, keys: Item.keys } : empty;
    },
    replace: (read, keys) =>
      ifHolds(
        client.send(
          new PutCommand({
            TableName: name,
            Item: { ...key, version: read.version + 1, keys },
            ConditionExpression: 'attribute_not_exists(pk) OR version = :read',
            ExpressionAttributeValues: { ':read': read.version },
          }),
        ),
      ),
  };
}

const empty: KeyRing = { version: 0, keys: [] };
