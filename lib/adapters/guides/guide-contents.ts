import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { GuideContents } from '../../domain/guides/guide-record.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { savedVersions } from '../../runtime/saved-versions.ts';

const dynamo = new DynamoDBClient(clientSettings);
const s3 = new S3Client(clientSettings);
/** DynamoDB takes items of 400 KB; what is larger goes to S3 and the item names it. */
const itemBytes = 350 * 1024;

/** Immutable contents of versions: gzipped draft documents in the content table, large ones in the media bucket. */
export function guideContents(table: string, bucket: string): GuideContents {
  return {
    keep: async (draft, version, contentHash) => {
      const body = await promisify(gzip)(JSON.stringify(draft));
      const content = await bodyAttribute(bucket, draft.guideId, version, contentHash, body);
      const item: Record<string, AttributeValue> = {
        guideId: { S: draft.guideId },
        version: { N: String(version) },
        ...content,
        tenantId: { S: draft.tenantId },
        contentHash: { S: contentHash },
      };
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: table,
            Item: item,
            ConditionExpression: 'attribute_not_exists(guideId) OR contentHash = :hash',
            ExpressionAttributeValues: { ':hash': { S: contentHash } },
          }),
        );
        return 'kept';
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'taken';
        throw error;
      }
    },
    ...savedVersions(table, bucket),
  };
}

async function bodyAttribute(
  bucket: string,
  guideId: string,
  version: number,
  contentHash: string,
  body: Uint8Array,
): Promise<Record<string, AttributeValue>> {
  if (body.length <= itemBytes) return { content: { B: body } };
  // The hash keeps two contents that race for one version from overwriting each other's body.
  const key = `versions/${guideId}/${version}.${contentHash.slice(0, 16)}.json.gz`;
  await s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/gzip' }),
  );
  return { contentKey: { S: key } };
}
