import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../lib/runtime/document-client.ts';

/** How to reach the services of a local cloud as whoever may do everything. */
export interface AsAdmin {
  readonly endpoint: string;
  readonly admin: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function adminClient({ endpoint, admin }: AsAdmin) {
  return { endpoint, credentials: admin, region: 'us-east-1' };
}

/** The table of that construct, such as `IdentityData-Identity`. */
export async function tableOf(cloud: AsAdmin, construct: string): Promise<Table> {
  const client = new DynamoDBClient(adminClient(cloud));
  const names: string[] = [];
  let start: string | undefined;
  do {
    const { TableNames = [], LastEvaluatedTableName } = await client.send(
      new ListTablesCommand({ ExclusiveStartTableName: start }),
    );
    names.push(...TableNames);
    start = LastEvaluatedTableName;
  } while (start);
  const name = names.find((candidate) => candidate.includes(construct));
  if (!name) throw new Error(`There is no table ${construct} among ${names.join(', ')}`);
  const marshallOptions = { removeUndefinedValues: true };
  return { client: DynamoDBDocumentClient.from(client, { marshallOptions }), name };
}
