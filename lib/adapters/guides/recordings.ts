import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { recordingStatus } from '../../contracts/capture/recording.ts';
import type { Recordings } from '../../domain/guides/recording.ts';
import { auditedUpdate } from '../../runtime/audit-outbox.ts';
import { documentClient, ifHolds } from '../../runtime/document-client.ts';

/** The recording table, as far as the guide workflow is concerned with it. */
export function recordings(table: string, client = documentClient()): Recordings {
  // False when the condition fails: the recording has moved on, there is nothing to note any more.
  const update = (input: UpdateCommandInput) => ifHolds(client.send(new UpdateCommand(input)));
  const of = (recordingId: string) => ({ TableName: table, Key: { recordingId } });
  return {
    find: async (recordingId) => {
      const { Item } = await client.send(new GetCommand({ ...of(recordingId), ConsistentRead: true }));
      if (!Item) return undefined;
      return {
        tenantId: String(Item.tenantId),
        guideId: String(Item.guideId),
        status: recordingStatus.parse(Item.status),
        executionArn: Item.executionArn,
      };
    },
    markFailed: (tenantId, recordingId, failure, redrives) =>
      update({
        ...of(recordingId),
        UpdateExpression: 'SET #status = :failed, failure = :failure, redrives = :redrives',
        ConditionExpression: `${notEnded} AND (attribute_not_exists(redrives) OR redrives <= :redrives)`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':tenant': tenantId,
          ':finalizing': 'finalizing',
          ':failed': 'failed',
          ':redrives': redrives,
          ':failure': { state: failure.state, class: failure.class, message: failure.message },
        },
      }),
    markFinalizing: async (tenantId, recordingId, redrives, event) => {
      const shown = {
        ...of(recordingId),
        UpdateExpression:
          'SET #status = :finalizing, redrives = :redrives, auditedRedrives = :redrives REMOVE failure',
        ConditionExpression: `${notEnded} AND (attribute_not_exists(redrives) OR redrives < :redrives)`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':tenant': tenantId,
          ':finalizing': 'finalizing',
          ':failed': 'failed',
          ':redrives': redrives,
        },
      };
      if (await update(auditedUpdate(shown, event))) return;
      // It has ended already; that somebody redrove it is for the log all the same, unless this redrive is there.
      const noted = {
        ...of(recordingId),
        UpdateExpression: 'SET auditedRedrives = :redrives',
        ConditionExpression:
          'tenantId = :tenant AND (attribute_not_exists(auditedRedrives) OR auditedRedrives < :redrives)',
        ExpressionAttributeValues: { ':tenant': tenantId, ':redrives': redrives },
      };
      await update(auditedUpdate(noted, event));
    },
  };
}

const notEnded = 'tenantId = :tenant AND #status IN (:finalizing, :failed)';
