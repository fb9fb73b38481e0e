import { createHash } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { Recording, Recordings } from '../../domain/capture/recordings.ts';
import { type AuditOutbox, auditedUpdate, outboxOf } from '../../runtime/audit-outbox.ts';
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
  const putOnce = (item: AuditedItem | OpeningItem) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName: name,
          Item: { ...item },
          ConditionExpression: 'attribute_not_exists(recordingId)',
        }),
      ),
    );
  const change = (
    recordingId: string,
    update: string,
    condition: string,
    values: Record<string, unknown>,
    event?: AuditEvent,
  ) => {
    const input = {
      TableName: name,
      Key: { recordingId },
      UpdateExpression: update,
      ConditionExpression: condition,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: values,
    };
    return ifHolds(client.send(new UpdateCommand(event ? auditedUpdate(input, event) : input)));
  };

  return {
    find,
    // The key's item comes first and holds the whole recording: whoever finds it can finish what was interrupted.
    async open(recording, idempotencyKey, event) {
      const opening = toOpening(recording, idempotencyKey, event);
      if (!(await putOnce(opening))) {
        const first = (await get(opening.recordingId)) as OpeningItem | undefined;
        if (!first) throw new Error('an opening vanished while it was read');
        await putOnce(first.opened);
        return (await find(first.opened.recordingId)) ?? fromItem(first.opened);
      }
      await putOnce(opening.opened);
      return recording;
    },
    async opened({ tenantId, userId }, idempotencyKey) {
      const opening = await get(openingKey(tenantId, userId, idempotencyKey));
      return opening && fromItem((opening as OpeningItem).opened);
    },
    async add(recording, event) {
      await putOnce({ ...toItem(recording), ...outboxOf(event) });
    },
    async finalize(recordingId, { lastSequence, title, visibility, requestedBy }, event) {
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
        event,
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
    async discard(recordingId, event) {
      return change(
        recordingId,
        'SET #status = :discarded',
        '#status IN (:recording, :failed)',
        { ':discarded': 'discarded', ':recording': 'recording', ':failed': 'failed' },
        event,
      );
    },
  };
}

/** Under the idempotency key. Without `tenantId` at its top, so that the index of recordings leaves it out. */
interface OpeningItem {
  readonly recordingId: string;
  readonly opened: AuditedItem;
  readonly expiresAt: number;
}

/** The event waits in the item until it is in the log. */
type AuditedItem = RecordingItem & AuditOutbox;

function toOpening(recording: Recording, idempotencyKey: string, event: AuditEvent): OpeningItem {
  const { tenantId, createdBy } = recording;
  const opened = { ...toItem(recording), ...outboxOf(event) };
  return {
    recordingId: openingKey(tenantId, createdBy, idempotencyKey),
    opened,
    expiresAt: opened.expiresAt,
  };
}

function openingKey(tenantId: string, createdBy: string, idempotencyKey: string): string {
  const key = createHash('sha256').update(idempotencyKey).digest('base64url');
  return `idem#${tenantId}#${createdBy}#${key}`;
}
