import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ScreenshotQuota } from '../../domain/capture/screenshot-quota.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** Nobody uploads screenshots later than a day after the last. */
const keptSeconds = 2 * 24 * 3_600;

/** Under `quota#<recording>`, apart from the recording, which is read far more often. */
export function dynamoScreenshotQuota({ client, name }: Table): ScreenshotQuota {
  const key = (recordingId: string) => ({ recordingId: `quota#${recordingId}` });
  return {
    async read(recordingId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: key(recordingId), ConsistentRead: true }),
      );
      return Item && { tokens: Item.tokens, tokensAt: Item.tokensAt, screenshotIds: Item.screenshotIds };
    },
    async update(recordingId, before, after) {
      return ifHolds(
        client.send(
          new PutCommand({
            TableName: name,
            Item: {
              ...key(recordingId),
              ...after,
              expiresAt: Math.floor(after.tokensAt / 1_000) + keptSeconds,
            },
            ...(before
              ? {
                  ConditionExpression: 'tokens = :tokens AND tokensAt = :tokensAt',
                  ExpressionAttributeValues: { ':tokens': before.tokens, ':tokensAt': before.tokensAt },
                }
              : { ConditionExpression: 'attribute_not_exists(recordingId)' }),
          }),
        ),
      );
    },
  };
}
