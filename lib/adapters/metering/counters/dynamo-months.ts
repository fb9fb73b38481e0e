import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MonthlyCounts } from '../../../domain/metering/recording-allowance.ts';
import { ifHolds, type Table } from '../../../runtime/document-client.ts';

/** Seconds for which a month's count is kept: the month and a year. */
const kept = 397 * 24 * 3_600;

/** `MONTH#<tenant>#<year>-<month>`: `recordings`. */
export function dynamoMonths({ client, name: TableName }: Table): MonthlyCounts {
  const keyOf = (tenantId: string, month: string) => ({
    TableName,
    Key: { pk: `MONTH#${tenantId}#${month}` },
  });
  return {
    add: (tenantId, month, most) =>
      ifHolds(
        client.send(
          new UpdateCommand({
            ...keyOf(tenantId, month),
            UpdateExpression: 'ADD recordings :one SET expiresAt = :expiresAt',
            ConditionExpression: 'attribute_not_exists(recordings) OR recordings < :most',
            ExpressionAttributeValues: {
              ':one': 1,
              ':most': most,
              ':expiresAt': Math.floor(Date.parse(`${month}-01T00:00:00Z`) / 1_000) + kept,
            },
          }),
        ),
      ),
    async takeBack(tenantId, month) {
      await ifHolds(
        client.send(
          new UpdateCommand({
            ...keyOf(tenantId, month),
            UpdateExpression: 'ADD recordings :less',
            ConditionExpression: 'recordings > :none',
            ExpressionAttributeValues: { ':less': -1, ':none': 0 },
          }),
        ),
      );
    },
    async read(tenantId, month) {
      const { Item } = await client.send(new GetCommand({ ...keyOf(tenantId, month), ConsistentRead: true }));
      return Number(Item?.recordings ?? 0);
    },
  };
}
