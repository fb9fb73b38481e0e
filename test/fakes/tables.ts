import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../lib/runtime/document-client.ts';
import { dataParts } from '../../local/data/index.ts';
import type { LocalContext, LocalPart } from '../../local/service.ts';
import { startCloud, type TestCloud } from '../local-cloud/harness.ts';

/** Partition and sort key of a table, all strings. */
export interface KeyNames {
  readonly partition: string;
  readonly sort?: string;
  readonly indexes?: Readonly<Record<string, { readonly partition: string; readonly sort?: string }>>;
}

/** Tables on the local cloud, reached over the wire as the product reaches its own. */
export async function startTables<Name extends string>(
  definitions: Readonly<Record<Name, KeyNames>>,
  parts: (context: LocalContext) => readonly LocalPart[] = dataParts,
): Promise<{ readonly tables: Record<Name, Table>; readonly cloud: TestCloud }> {
  const entries = Object.entries<KeyNames>(definitions);
  const cloud = await startCloud({
    stacks: {
      Tables: { Resources: Object.fromEntries(entries.map(([name, keys]) => [name, declare(name, keys)])) },
    },
    parts,
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...cloud.client, maxAttempts: 3 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const tables = Object.fromEntries(entries.map(([name]) => [name, { client, name }])) as Record<Name, Table>;
  return { tables, cloud };
}

function declare(name: string, { partition, sort, indexes = {} }: KeyNames) {
  const schema = (hash: string, range: string | undefined) => [
    { AttributeName: hash, KeyType: 'HASH' },
    ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
  ];
  const keys = [{ partition, sort }, ...Object.values(indexes)];
  const attributes = new Set(keys.flatMap((key) => [key.partition, key.sort ?? key.partition]));
  const secondary = Object.entries(indexes).map(([IndexName, key]) => ({
    IndexName,
    KeySchema: schema(key.partition, key.sort),
    Projection: { ProjectionType: 'ALL' },
  }));
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: schema(partition, sort),
      ...(secondary.length > 0 ? { GlobalSecondaryIndexes: secondary } : {}),
    },
  };
}
