import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ComposedRecording, Recordings } from '../../domain/compose/live/recordings.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** The capture context's recordings, as far as composing reads them. */
export function dynamoRecordings({ client, name }: Table): Recordings {
  return {
    async find(recordingId) {
      const { Item } = await client.send(
        new GetCommand({
          TableName: name,
          Key: { recordingId },
          ConsistentRead: true,
          ProjectionExpression:
            'recordingId, tenantId, guideId, createdBy, #status, createdAt, keyCiphertext, lastSequence, title, failure',
          ExpressionAttributeNames: { '#status': 'status' },
        }),
      );
      return Item as ComposedRecording | undefined;
    },
    async markDone(recordingId, tenantId, status) {
      const before = ['finalizing', 'failed', 'blocked', ...(status === 'published' ? ['published'] : [])];
      const names = before.map((_, at) => `:before${at}`);
      return ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: { recordingId },
            UpdateExpression: 'SET #status = :status',
            ConditionExpression: `tenantId = :tenantId AND #status IN (${names.join(', ')})`,
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':status': status,
              ':tenantId': tenantId,
              ...Object.fromEntries(before.map((value, at) => [`:before${at}`, value])),
            },
          }),
        ),
      );
    },
  };
}
