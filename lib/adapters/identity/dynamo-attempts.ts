import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Attempts } from '../../domain/identity/openid/check-credentials.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

/** Counters of attempts per key and window, under a hash of the key. */
export function dynamoAttempts({ client, name }: Table, windowSeconds = 300): Attempts {
  const windowOf = (now: number) => Math.floor(now / 1_000 / windowSeconds);
  const counter = (key: string, now: number) => ({
    TableName: name,
    Key: {
      pk: `ATTEMPT#${createHash('sha256').update(key).digest('base64url')}#${windowOf(now)}`,
      sk: 'ATTEMPT',
    },
  });
  return {
    async take(key, limit, now) {
      const end = (windowOf(now) + 1) * windowSeconds;
      const counted = await ifHolds(
        client.send(
          new UpdateCommand({
            ...counter(key, now),
            UpdateExpression: 'ADD attempts :one SET expiresAt = :expiresAt',
            ConditionExpression: 'attribute_not_exists(attempts) OR attempts < :limit',
            ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiresAt': end + windowSeconds },
          }),
        ),
      );
      return counted ? undefined : Math.max(1, end - Math.floor(now / 1_000));
    },
    async giveBack(key, now) {
      await client.send(
        new UpdateCommand({
          ...counter(key, now),
          UpdateExpression: 'ADD attempts :less',
          ExpressionAttributeValues: { ':less': -1 },
        }),
      );
    },
  };
}
