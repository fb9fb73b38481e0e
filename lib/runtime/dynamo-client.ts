import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from './aws-client.ts';

/** A table for adapters that spell attribute values out: a tenth of a hot function is what converts them. */
export interface AttributeTable {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export function dynamoClient(): DynamoDBClient {
  return new DynamoDBClient(clientSettings);
}
