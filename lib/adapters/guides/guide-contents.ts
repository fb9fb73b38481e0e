import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Draft, draft as draftSchema } from '../../contracts/guides/draft.ts';
import type { GuideContents } from '../../domain/guides/guide-record.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault } from '../../runtime/faults.ts';
import { describeIssues, parse } from '../../runtime/parse.ts';

const dynamo = new DynamoDBClient(clientSettings);
const s3 = new S3Client(clientSettings);
/** DynamoDB takes items of 400 KB; what is larger goes to S3 and the item names it. */
const itemBytes = 350 * 1024;
const inflatedBytes = 64 * 1024 * 1024;

/** Immutable contents of versions: gzipped draft documents in the content table, large ones in the media bucket. */
export function guideContents(table: string, bucket: string): GuideContents {
  return {
    keep: async (draft, version, contentHash) => {
      const body = await promisify(gzip)(JSON.stringify(draft));
      const content = await bodyAttribute(bucket, draft.guideId, version, contentHash, body);
      const item: Record<string, AttributeValue> = {
        ...keyOf(draft.guideId, version),
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
    read: async (guideId, version) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: table, Key: keyOf(guideId, version) }),
      );
      if (!Item) return undefined;
      const body = Item.content?.B ?? (await readBody(bucket, Item.contentKey?.S));
      return readDraft(body, `${guideId} version ${version}`);
    },
  };
}

function keyOf(guideId: string, version: number): Record<string, AttributeValue> {
  return { guideId: { S: guideId }, version: { N: String(version) } };
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

async function readBody(bucket: string, key: string | undefined): Promise<Uint8Array> {
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
}

async function readDraft(body: Uint8Array, name: string): Promise<Draft> {
  const json = await promisify(gunzip)(body, { maxOutputLength: inflatedBytes });
  const parsed = parse(draftSchema, JSON.parse(json.toString('utf8')));
  if (!parsed.ok) throw new PermanentFault(`content of ${name}: ${describeIssues(parsed.error)}`);
  return parsed.value;
}
