import { createHash, randomBytes } from 'node:crypto';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TokenPorts } from '../../domain/identity/issue-token.ts';
import type { Table } from '../../runtime/document-client.ts';

/** Refresh tokens by the hash of what the user holds. A used one stays until it expires, marked. */
export function dynamoRefreshTokens({ client, name }: Table): TokenPorts['refreshTokens'] {
  const key = (token: string) => ({
    pk: `REFRESH#${createHash('sha256').update(token).digest('hex')}`,
    sk: 'REFRESH',
  });
  return {
    async create(userId, expiresAt) {
      const token = randomBytes(32).toString('base64url');
      await client.send(
        new PutCommand({
          TableName: name,
          Item: { ...key(token), userId, expiresAt: Math.floor(expiresAt / 1_000) },
        }),
      );
      return token;
    },
    async redeem(token, now) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: name,
            Key: key(token),
            UpdateExpression: 'SET usedAt = :now',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt) AND expiresAt > :now',
            ExpressionAttributeValues: { ':now': Math.floor(now / 1_000) },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return Attributes?.userId;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
        throw error;
      }
    },
  };
}
