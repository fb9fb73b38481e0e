import { randomUUID } from 'node:crypto';
import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Unsettled, UnsettledMark } from '../../domain/metering/tenant-plans.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

const pk = 'UNSETTLED#TENANTS';

/** `UNSETTLED#TENANTS`/`TENANT#<id>`: mark, notedAt (milliseconds since the epoch). They hold no audit events, and go. */
export function dynamoUnsettled({ client, name: TableName }: Table, now: () => number = Date.now): Unsettled {
  const keyOf = (tenantId: string) => ({ pk, sk: `TENANT#${tenantId}` });
  return {
    async note(tenantId) {
      const mark = randomUUID();
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(tenantId),
          UpdateExpression: 'SET mark = :mark, notedAt = :now',
          ExpressionAttributeValues: { ':mark': mark, ':now': now() },
        }),
      );
      return { tenantId, mark };
    },
    async list(before) {
      const marks: UnsettledMark[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            ...{ TableName, ExclusiveStartKey },
            KeyConditionExpression: 'pk = :pk',
            FilterExpression: 'notedAt < :before',
            ExpressionAttributeValues: { ':pk': pk, ':before': before },
          }),
        );
        for (const { sk, mark } of page.Items ?? [])
          marks.push({ tenantId: String(sk).slice('TENANT#'.length), mark: String(mark) });
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return marks;
    },
    async clear({ tenantId, mark }) {
      await ifHolds(
        client.send(
          new DeleteCommand({
            TableName,
            Key: keyOf(tenantId),
            ConditionExpression: 'mark = :mark',
            ExpressionAttributeValues: { ':mark': mark },
          }),
        ),
      );
    },
  };
}
