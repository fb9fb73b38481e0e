import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoClient } from './dynamo-client.ts';

/** A table as adapters take it. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** DynamoDB with plain values for attributes; properties that are undefined are left out. */
export function documentClient(client = dynamoClient()): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** Gives whether the conditional write was done; false when its condition did not hold. */
export async function ifHolds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
