import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Draft, draft } from '../contracts/guides/draft.ts';
import { clientSettings } from './aws-client.ts';
import { PermanentFault } from './faults.ts';
import { describeIssues, parse } from './parse.ts';

const dynamo = new DynamoDBClient(clientSettings);
const s3 = new S3Client(clientSettings);
const inflatedBytes = 64 * 1024 * 1024;

export interface SavedVersions {
  /** @throws PermanentFault where it is there and cannot be read. */
  read(guideId: string, version: number): Promise<Draft | undefined>;
}

/** Saved versions of guides, for reading: gzipped in the content table or, large ones, in the media bucket. */
export function savedVersions(table: string, bucket: string): SavedVersions {
  return {
    read: async (guideId, version) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: table,
          Key: { guideId: { S: guideId }, version: { N: String(version) } },
        }),
      );
      if (!Item) return undefined;
      const body = Item.content?.B ?? (await readBody(bucket, Item.contentKey?.S));
      const json = await promisify(gunzip)(body, { maxOutputLength: inflatedBytes });
      const parsed = parse(draft, JSON.parse(json.toString('utf8')));
      if (!parsed.ok)
        throw new PermanentFault(`content of ${guideId} version ${version}: ${describeIssues(parsed.error)}`);
      return parsed.value;
    },
  };
}

async function readBody(bucket: string, key: string | undefined): Promise<Uint8Array> {
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
}
