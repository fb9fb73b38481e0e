import {
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { recordingStatus } from '../../contracts/capture/recording.ts';
import type { Recordings } from '../../domain/guides/recording.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const dynamo = new DynamoDBClient(clientSettings);

/** The recording table, as far as the guide workflow is concerned with it. */
export function recordings(table: string): Recordings {
  return {
    find: async (recordingId) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: table, Key: { recordingId: { S: recordingId } } }),
      );
      if (!Item) return undefined;
      return {
        tenantId: Item.tenantId?.S ?? '',
        guideId: Item.guideId?.S ?? '',
        status: recordingStatus.parse(Item.status?.S),
        executionArn: Item.executionArn?.S,
      };
    },
    markFailed: (tenantId, recordingId, failure) =>
      update({
        ...of(table, recordingId),
        UpdateExpression: 'SET #status = :failed, failure = :failure',
        ConditionExpression: 'tenantId = :tenant AND #status IN (:finalizing, :failed)',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':tenant': { S: tenantId },
          ':finalizing': { S: 'finalizing' },
          ':failed': { S: 'failed' },
          ':failure': {
            M: { state: { S: failure.state }, class: { S: failure.class }, message: { S: failure.message } },
          },
        },
      }),
    markFinalizing: async (tenantId, recordingId) => {
      await update({
        ...of(table, recordingId),
        UpdateExpression: 'SET #status = :finalizing REMOVE failure',
        ConditionExpression: 'tenantId = :tenant AND #status = :failed',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':tenant': { S: tenantId },
          ':finalizing': { S: 'finalizing' },
          ':failed': { S: 'failed' },
        },
      });
    },
  };
}

function of(table: string, recordingId: string) {
  return { TableName: table, Key: { recordingId: { S: recordingId } } };
}

/** False when the condition fails: the recording has moved on, there is nothing to note any more. */
async function update(input: UpdateItemCommandInput): Promise<boolean> {
  try {
    await dynamo.send(new UpdateItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
