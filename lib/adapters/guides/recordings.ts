import {
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { recordingStatus } from '../../contracts/capture/recording.ts';
import type { Recordings } from '../../domain/guides/recording.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** The recording table, as far as the guide workflow is concerned with it. */
export function recordings(table: string, dynamo = new DynamoDBClient(clientSettings)): Recordings {
  /** False when the condition fails: the recording has moved on, there is nothing to note any more. */
  const update = async (input: UpdateItemCommandInput): Promise<boolean> => {
    try {
      await dynamo.send(new UpdateItemCommand(input));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  };
  return {
    find: async (recordingId) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({ ...of(table, recordingId), ConsistentRead: true }),
      );
      if (!Item) return undefined;
      return {
        tenantId: Item.tenantId?.S ?? '',
        guideId: Item.guideId?.S ?? '',
        status: recordingStatus.parse(Item.status?.S),
        executionArn: Item.executionArn?.S,
      };
    },
    markFailed: (tenantId, recordingId, failure, redrives) =>
      update({
        ...of(table, recordingId),
        UpdateExpression: 'SET #status = :failed, failure = :failure, redrives = :redrives',
        ConditionExpression: `${notEnded} AND (attribute_not_exists(redrives) OR redrives <= :redrives)`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':tenant': { S: tenantId },
          ':finalizing': { S: 'finalizing' },
          ':failed': { S: 'failed' },
          ':redrives': { N: String(redrives) },
          ':failure': {
            M: { state: { S: failure.state }, class: { S: failure.class }, message: { S: failure.message } },
          },
        },
      }),
    markFinalizing: async (tenantId, recordingId, redrives) => {
      await update({
        ...of(table, recordingId),
        UpdateExpression: 'SET #status = :finalizing, redrives = :redrives REMOVE failure',
        ConditionExpression: `${notEnded} AND (attribute_not_exists(redrives) OR redrives < :redrives)`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':tenant': { S: tenantId },
          ':finalizing': { S: 'finalizing' },
          ':failed': { S: 'failed' },
          ':redrives': { N: String(redrives) },
        },
      });
    },
  };
}

const notEnded = 'tenantId = :tenant AND #status IN (:finalizing, :failed)';

function of(table: string, recordingId: string) {
  return { TableName: table, Key: { recordingId: { S: recordingId } } };
}
