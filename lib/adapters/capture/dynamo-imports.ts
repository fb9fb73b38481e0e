import { createHash } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { importLimits } from '../../contracts/capture/limits.ts';
import type { ImportClaim, ImportClaims } from '../../domain/capture/import-claim.ts';
import type { ImportPorts } from '../../domain/capture/import-recording.ts';
import type { Caller } from '../../domain/capture/recordings.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

type ClaimItem = { readonly claim: ImportClaim };

/** Under `import#<tenant>#<user>#<hash of key>`. DynamoDB removes expired items late: until then they count as gone. */
export function dynamoImportClaims({ client, name }: Table): ImportClaims {
  const keyOf = ({ tenantId, userId }: Caller, key: string) => ({
    recordingId: `import#${tenantId}#${userId}#${createHash('sha256').update(key).digest('base64url')}`,
  });
  const put = (caller: Caller, key: string, claim: ImportClaim, condition: string, values: object) =>
    ifHolds(
      client.send(
        new PutCommand({
          TableName: name,
          Item: {
            ...keyOf(caller, key),
            claim,
            expiresAt: seconds(claim.claimedAt) + importLimits.keySeconds,
          },
          ConditionExpression: condition,
          ExpressionAttributeValues: { ...values },
        }),
      ),
    );
  return {
    async claim(caller, key, offered) {
      const free = 'attribute_not_exists(recordingId) OR expiresAt <= :now';
      if (await put(caller, key, offered, free, { ':now': seconds(offered.claimedAt) })) return undefined;
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: keyOf(caller, key), ConsistentRead: true }),
      );
      if (!Item) throw new Error('a claim vanished while it was read');
      return (Item as ClaimItem).claim;
    },
    replace: (caller, key, { recordingId }, offered) =>
      put(caller, key, offered, 'claim.recordingId = :standing', { ':standing': recordingId }),
  };
}

const windowSeconds = 60;

/** Counts a tenant's imports by the minute, under `quota#<tenant>#<minute>`. */
export function dynamoImportQuota(
  { client, name }: Table,
  limit: number = importLimits.importsPerMinute,
): ImportPorts['quota'] {
  return {
    async take(tenantId, now) {
      const minute = Math.floor(seconds(now) / windowSeconds);
      const end = (minute + 1) * windowSeconds;
      const counted = await ifHolds(
        client.send(
          new UpdateCommand({
            TableName: name,
            Key: { recordingId: `quota#${tenantId}#${minute}` },
            UpdateExpression: 'ADD imports :one SET expiresAt = :expiresAt',
            ConditionExpression: 'attribute_not_exists(imports) OR imports < :limit',
            ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiresAt': end + windowSeconds },
          }),
        ),
      );
      return counted ? undefined : Math.max(1, end - seconds(now));
    },
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}
