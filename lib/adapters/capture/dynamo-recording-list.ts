import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ListRecordingsResponse } from '../../contracts/capture/recording.ts';
import type { Table } from '../../runtime/document-client.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { RecordingItem } from './recording-item.ts';

const pageSize = 50;

/** A tenant's recordings, newest first, through the index `byTenant`. A page is undefined for a cursor that was never given. */
export function dynamoRecordingList({ client, name }: Table) {
  return {
    async page(tenantId: string, cursor: string | undefined): Promise<ListRecordingsResponse | undefined> {
      const start = cursor === undefined ? undefined : fromCursor(cursor);
      if (cursor !== undefined && !start) return undefined;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: 'byTenant',
          KeyConditionExpression: 'tenantId = :tenantId',
          ExpressionAttributeValues: { ':tenantId': tenantId },
          ScanIndexForward: false,
          Limit: pageSize,
          ...(start ? { ExclusiveStartKey: { ...start, tenantId } } : {}),
        }),
      );
      const recordings = (Items as RecordingItem[]).map(
        ({ recordingId, guideId, status, createdAt, title }) => ({
          recordingId,
          guideId,
          status,
          createdAt,
          ...(title === undefined ? {} : { title }),
        }),
      );
      const last = recordings.at(-1);
      return LastEvaluatedKey && last ? { recordings, nextCursor: toCursor(last) } : { recordings };
    },
  };
}
