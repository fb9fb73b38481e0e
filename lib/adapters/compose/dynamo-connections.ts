import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Connections } from '../../domain/compose/live/ports.ts';
import type { PreviewConnections } from '../../domain/compose/live/preview-tickets.ts';
import type { Table } from '../../runtime/document-client.ts';

/** Sockets per recording; as many watch one at most. */
const watchers = 100;

export function dynamoConnections({
  client,
  name,
}: Table): Connections & PreviewConnections & { removeEverywhere(connectionId: string): Promise<void> } {
  const remove = async (recordingId: string, connectionId: string): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: name, Key: { recordingId, connectionId } }));
  };
  return {
    remove,
    async list(recordingId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'recordingId = :recordingId',
          ExpressionAttributeValues: { ':recordingId': recordingId },
          ProjectionExpression: 'connectionId',
          Limit: watchers,
        }),
      );
      return Items.map(({ connectionId }) => String(connectionId));
    },
    async add(recordingId, connectionId, expiresAt) {
      await client.send(
        new PutCommand({
          TableName: name,
          Item: { recordingId, connectionId, expiresAt: Math.floor(expiresAt / 1_000) },
        }),
      );
    },
    async removeEverywhere(connectionId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byConnection',
          KeyConditionExpression: 'connectionId = :connectionId',
          ExpressionAttributeValues: { ':connectionId': connectionId },
        }),
      );
      await Promise.all(Items.map(({ recordingId }) => remove(String(recordingId), connectionId)));
    },
  };
}
