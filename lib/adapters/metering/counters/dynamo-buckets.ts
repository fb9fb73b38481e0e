import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Buckets } from '../../../domain/metering/rates.ts';
import { depth, refill, tokensLeft } from '../../../domain/metering/token-bucket.ts';
import type { AttributeTable } from '../../../runtime/dynamo-client.ts';

/** So often others may be quicker at a bucket that is nearly empty, before it counts as empty. */
const tries = 5;

/**
 * `BUCKET#<id>`: `fullAt` (token-bucket.ts), until an hour after the bucket is full again. A call is one conditional
 * write. Which of its two forms fits depends on whether the bucket is full; a wrong guess, or a bucket with fewer
 * tokens, costs a second one, and the refusal brings the truth.
 */
export function dynamoBuckets({ client, name }: AttributeTable): Buckets {
  const write = async (id: string, form: Form, values: Record<string, number>) => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: { pk: { S: `BUCKET#${id}` } },
        ...form,
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([value, number]) => [value, { N: String(number) }]),
        ),
        ReturnValues: 'UPDATED_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return Number(Attributes?.fullAt?.N);
  };

  return {
    async take(id, { tokens: wanted, quota, now, fullAt: known }) {
      const expiresAt = Math.ceil((now + depth(quota)) / 1_000_000) + 3_600;
      let tokens = Math.min(wanted, quota);
      let fullAt = known;
      for (let left = tries; left > 0; left--) {
        const cost = tokens * refill(quota);
        const values = { ':now': now, ':expiresAt': expiresAt };
        try {
          fullAt =
            fullAt < now
              ? await write(id, ofFull, { ...values, ':after': now + cost })
              : await write(id, ofUsed, { ...values, ':cost': cost, ':latest': now + depth(quota) - cost });
          return { tokens, fullAt };
        } catch (error) {
          fullAt = presentOf(error);
          tokens = Math.min(wanted, tokensLeft(fullAt, now, quota));
          if (tokens < 1) break;
        }
      }
      return { tokens: 0, fullAt };
    },
  };
}

interface Form {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
}

const ofFull: Form = {
  UpdateExpression: 'SET fullAt = :after, expiresAt = :expiresAt',
  ConditionExpression: 'attribute_not_exists(fullAt) OR fullAt < :now',
};
const ofUsed: Form = {
  UpdateExpression: 'SET fullAt = fullAt + :cost, expiresAt = :expiresAt',
  ConditionExpression: 'fullAt BETWEEN :now AND :latest',
};

/** The bucket whose condition did not hold; any other error is thrown on. */
function presentOf(error: unknown): number {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
  const { Item } = error as { Item?: Record<string, { N?: string }> };
  return Number(Item?.fullAt?.N ?? 0);
}
