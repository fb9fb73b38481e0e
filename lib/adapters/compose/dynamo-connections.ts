import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Connections } from '../../domain/compose/live/ports.ts';
import type { PreviewConnections } from '../../domain/compose/live/preview-tickets.ts';
import type { AttributeTable } from '../../runtime/dynamo-client.ts';

/** Sockets per recording; as many watch one at most. */
const watchers = 100;

export function dynamoConnections({
  client,
  name,
}: AttributeTable): Connections &
  PreviewConnections & { removeEverywhere(connectionId: string): Promise<void> } {
  const remove = async (recordingId: string, connectionId: string): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: name, Key: key(recordingId, connectionId) }));
  };
  return {
    remove,
    async list(recordingId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'recordingId = :recordingId',
          ExpressionAttributeValues: { ':recordingId': { S: recordingId } },
          ProjectionExpression: 'connectionId',
          Limit: watchers,
        }),
      );
      return Items.map(({ connectionId }) => connectionId?.S ?? '');
    },
    async add(recordingId, connectionId, expiresAt) {
      await client.send(
        new PutItemCommand({
          TableName: name,
          Item: {
            ...key(recordingId, connectionId),
            expiresAt: { N: String(Math.floor(expiresAt / 1_000)) },
          },
        }),
      );
    },
    async removeEverywhere(connectionId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byConnection',
          KeyConditionExpression: 'connectionId = :connectionId',
          ExpressionAttributeValues: { ':connectionId': { S: connectionId } },
        }),
      );
      await Promise.all(Items.map(({ recordingId }) => remove(recordingId?.S ?? '', connectionId)));
    },
  };
}

function key(recordingId: string, connectionId: string) {
  return { recordingId: { S: recordingId }, connectionId: { S: connectionId } };
}
