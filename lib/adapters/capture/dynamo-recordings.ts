import { createHash } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Recording, Recordings } from '../../domain/capture/recordings.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import { fromItem, type RecordingItem, toItem } from './recording-item.ts';

export function dynamoRecordings({ client, name }: Table): Recordings {
  const get = async (recordingId: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: { recordingId }, ConsistentRead: true }),
    );
    return Item;
  };
  const find = async (recordingId: string) => {
    const item = await get(recordingId);
    return item && fromItem(item as RecordingItem);
  };
  const putOnce = (item: RecordingItem | OpeningItem) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName: name,
          Item: item,
          ConditionExpression: 'attribute_not_exists(recordingId)',
        }),
      ),
    );
  const change = (recordingId: string, update: string, condition: string, values: Record<string, unknown>) =>
    ifHolds(
      client.send(
        new UpdateCommand({
          TableName: name,
          Key: { recordingId },
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: values,
        }),
      ),
    );

  return {
    find,
    // The key's item comes first and holds the whole recording: whoever finds it can finish what was interrupted.
    async open(recording, idempotencyKey) {
      const opening = toOpening(recording, idempotencyKey);
      if (!(await putOnce(opening))) {
        const first = (await get(opening.recordingId)) as OpeningItem | undefined;
        if (!first) throw new Error('an opening vanished while it was read');
        await putOnce(first.opened);
        return (await find(first.opened.recordingId)) ?? fromItem(first.opened);
      }
      await putOnce(opening.opened);
      return recording;
    },
    async add(recording) {
      await putOnce(toItem(recording));
    },
    async finalize(recordingId, { lastSequence, title, visibility, requestedBy }) {
      const titled = title === undefined ? {} : { ':title': title };
      await change(
        recordingId,
        `SET #status = :finalizing, lastSequence = :lastSequence, visibility = :visibility, requestedBy = :requestedBy${title === undefined ? '' : ', title = :title'}`,
        '#status = :recording',
        {
          ':finalizing': 'finalizing',
          ':recording': 'recording',
          ':lastSequence': lastSequence,
          ':visibility': visibility,
          ':requestedBy': requestedBy,
          ...titled,
        },
      );
      const now = await find(recordingId);
      if (!now) throw new Error(`recording ${recordingId} vanished while it was finalized`);
      return now;
    },
    async noteExecution(recordingId, executionArn) {
      await change(recordingId, 'SET executionArn = :arn', '#status <> :discarded', {
        ':arn': executionArn,
        ':discarded': 'discarded',
      });
    },
    async discard(recordingId) {
      return change(recordingId, 'SET #status = :discarded', '#status IN (:recording, :failed)', {
        ':discarded': 'discarded',
        ':recording': 'recording',
        ':failed': 'failed',
      });
    },
  };
}

/** Under the idempotency key. Without `tenantId` at its top, so that the index of recordings leaves it out. */
interface OpeningItem {
  readonly recordingId: string;
  readonly opened: RecordingItem;
  readonly expiresAt: number;
}

function toOpening(recording: Recording, idempotencyKey: string): OpeningItem {
  const { tenantId, createdBy } = recording;
  const key = createHash('sha256').update(idempotencyKey).digest('base64url');
  const opened = toItem(recording);
  return { recordingId: `idem#${tenantId}#${createdBy}#${key}`, opened, expiresAt: opened.expiresAt };
}
