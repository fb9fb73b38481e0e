import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ListRecordingsPorts } from '../../domain/capture/list-recordings.ts';
import type { Table } from '../../runtime/document-client.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { RecordingItem } from './recording-item.ts';

/** A tenant's recordings, newest first, through the index `byTenant`. */
export function dynamoRecordingList({ client, name }: Table): ListRecordingsPorts<never>['recordings'] {
  return {
    async page(tenantId, cursor, limit) {
      const start = cursor === undefined ? undefined : fromCursor(cursor);
      if (cursor !== undefined && !start) return undefined;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byTenant',
          KeyConditionExpression: 'tenantId = :tenantId',
          ExpressionAttributeValues: { ':tenantId': tenantId },
          ScanIndexForward: false,
          Limit: limit,
          ...(start ? { ExclusiveStartKey: { ...start, tenantId } } : {}),
        }),
      );
      const recordings = (Items as RecordingItem[]).map(
        ({ recordingId, guideId, status, createdAt, createdBy, title }) => ({
          recordingId,
          guideId,
          status,
          createdAt,
          createdBy,
          ...(title === undefined ? {} : { title }),
        }),
      );
      return { recordings, more: LastEvaluatedKey !== undefined };
    },
    cursorAfter: toCursor,
  };
}
