import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LiveLog, StepRecord } from '../../domain/compose/live/live-log.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import {
  batchItem,
  type EntryItem,
  fromEntryItem,
  fromProgressItem,
  fromStepItem,
  type ProgressItem,
  progressItem,
  type StepItem,
  stepPrefix,
  toEntryItem,
  toProgressItem,
  toStepItem,
} from './live-items.ts';

/** From the last write on; a guide can be assembled from the log as long. */
const keptSeconds = 30 * 24 * 3_600;

/** The live table: log, progress and steps of a recording under one partition key. */
export function dynamoLive({ client, name }: Table): LiveLog {
  const put = (
    recordingId: string,
    item: EntryItem | StepItem | (ProgressItem & { item: string }),
    condition: string,
    values?: Record<string, number>,
  ) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName: name,
          Item: { recordingId, ...item, expiresAt: Math.floor(Date.now() / 1_000) + keptSeconds },
          ConditionExpression: condition,
          ...(values ? { ExpressionAttributeValues: values } : {}),
        }),
      ),
    );
  const get = async <Item>(recordingId: string, item: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: { recordingId, item }, ConsistentRead: true }),
    );
    return Item as Item | undefined;
  };
  const query = (recordingId: string, from: string, to: string, start?: Record<string, unknown>) =>
    client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'recordingId = :recordingId AND #item BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#item': 'item' },
        ExpressionAttributeValues: { ':recordingId': recordingId, ':from': from, ':to': to },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
  const entry = async (recordingId: string, sequence: number) => {
    const item = await get<EntryItem>(recordingId, batchItem(sequence));
    return item && fromEntryItem(item);
  };

  return {
    entry,
    async append(recordingId, added) {
      if (await put(recordingId, toEntryItem(added), 'attribute_not_exists(recordingId)')) return undefined;
      const standing = await entry(recordingId, added.sequence);
      if (!standing) throw new Error('an entry of the log vanished');
      return standing;
    },
    async page(recordingId, sequence) {
      const { Items = [] } = await query(recordingId, batchItem(sequence), batchItem(999_999));
      return (Items as EntryItem[]).map(fromEntryItem);
    },
    async progress(recordingId) {
      const item = await get<ProgressItem>(recordingId, progressItem);
      return item && fromProgressItem(item);
    },
    async advance(recordingId, from, progress) {
      const item = { item: progressItem, ...toProgressItem(progress) };
      return from === 0
        ? put(recordingId, item, 'attribute_not_exists(recordingId)')
        : put(recordingId, item, 'composedSequence = :from', { ':from': from });
    },
    async step(recordingId, id) {
      const item = await get<StepItem>(recordingId, `${stepPrefix}${id}`);
      return item && fromStepItem(item);
    },
    async steps(recordingId) {
      const records: StepRecord[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await query(recordingId, stepPrefix, `${stepPrefix}~`, start);
        records.push(...((page.Items ?? []) as StepItem[]).map(fromStepItem));
        start = page.LastEvaluatedKey;
      } while (start);
      return records.filter(({ step }) => step);
    },
    async writeStep(recordingId, record) {
      await put(
        recordingId,
        toStepItem(record),
        'attribute_not_exists(recordingId) OR revision < :revision',
        { ':revision': record.revision },
      );
    },
  };
}
