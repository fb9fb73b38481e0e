import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Budgets } from '../../domain/ai/gateway/allowance.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** Seconds for which a month is kept: the month and a year. */
const kept = 397 * 24 * 3_600;

/** `TOKENS#<tenant>#<year>-<month>`: `spent`, what is reserved at the moment included. */
export function dynamoBudgets({ client, name: TableName }: Table): Budgets {
  const add = (tenantId: string, month: string, tokens: number, most?: number) =>
    ifHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key: { pk: `TOKENS#${tenantId}#${month}`, sk: 'TOKENS' },
          UpdateExpression: 'ADD spent :tokens SET expiresAt = :expiresAt',
          ...(most === undefined
            ? {}
            : { ConditionExpression: 'attribute_not_exists(spent) OR spent <= :most' }),
          ExpressionAttributeValues: {
            ':tokens': tokens,
            ':expiresAt': Math.floor(Date.parse(`${month}-01T00:00:00Z`) / 1_000) + kept,
            ...(most === undefined ? {} : { ':most': most - tokens }),
          },
        }),
      ),
    );
  return {
    reserve: async (tenantId, month, tokens, most) =>
      tokens <= most && (await add(tenantId, month, tokens, most)),
    giveBack: async (tenantId, month, tokens) => {
      if (tokens !== 0) await add(tenantId, month, -tokens);
    },
  };
}
