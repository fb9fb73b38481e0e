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
    async markPublished(recordingId, tenantId) {
      return ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: { recordingId },
            UpdateExpression: 'SET #status = :published',
            ConditionExpression: 'tenantId = :tenantId AND #status IN (:finalizing, :failed, :published)',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':published': 'published',
              ':tenantId': tenantId,
              ':finalizing': 'finalizing',
              ':failed': 'failed',
            },
          }),
        ),
      );
    },
  };
}
