import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { draft } from '../../contracts/guides/draft.ts';
import type { SuggestPorts } from '../../domain/ai/suggest-for-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault } from '../../runtime/faults.ts';
import { describeIssues, parse } from '../../runtime/parse.ts';

interface SavedGuidesEnv {
  readonly DATABASE_ARN: string;
  readonly DATABASE_SECRET_ARN: string;
  readonly DATABASE_NAME: string;
  readonly CONTENT_TABLE_NAME: string;
  readonly MEDIA_BUCKET_NAME: string;
}

const database = new RDSDataClient(clientSettings);
const dynamo = new DynamoDBClient(clientSettings);
const s3 = new S3Client(clientSettings);
const inflatedBytes = 64 * 1024 * 1024;

/** The newest versions of guides, for reading. The database says which that is, and whether the guide is there. */
export function savedGuides(env: SavedGuidesEnv): SuggestPorts['guides'] {
  return {
    newest: async (tenantId, guideId) => {
      const { records } = await database.send(
        new ExecuteStatementCommand({
          resourceArn: env.DATABASE_ARN,
          secretArn: env.DATABASE_SECRET_ARN,
          database: env.DATABASE_NAME,
          sql: 'select version from guides where tenant_id = :tenant and id = :guide and deleted_at is null',
          parameters: [
            { name: 'tenant', value: { stringValue: tenantId } },
            { name: 'guide', value: { stringValue: guideId } },
          ],
        }),
      );
      const version = records?.[0]?.[0]?.longValue;
      if (version === undefined) return undefined;
      const saved = await readVersion(env, guideId, version);
      return saved?.tenantId === tenantId ? saved : undefined;
    },
  };
}

async function readVersion(env: SavedGuidesEnv, guideId: string, version: number) {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: env.CONTENT_TABLE_NAME,
      Key: { guideId: { S: guideId }, version: { N: String(version) } },
    }),
  );
  if (!Item) return undefined;
  const body = Item.content?.B ?? (await readBody(env.MEDIA_BUCKET_NAME, Item.contentKey?.S));
  const json = await promisify(gunzip)(body, { maxOutputLength: inflatedBytes });
  const parsed = parse(draft, JSON.parse(json.toString('utf8')));
  if (!parsed.ok)
    throw new PermanentFault(`content of ${guideId} version ${version}: ${describeIssues(parsed.error)}`);
  return parsed.value;
}

async function readBody(bucket: string, key: string | undefined): Promise<Uint8Array> {
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
}
