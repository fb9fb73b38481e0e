import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeleteOriginalsPorts } from '../../domain/media/delete-originals.ts';
import { auditedUpdate } from '../../runtime/audit-outbox.ts';
import { documentClient, ifHolds } from '../../runtime/document-client.ts';

/** The recording table, as far as what was sent of a recording is concerned. */
export function recordings(table: string, client = documentClient()): DeleteOriginalsPorts['recordings'] {
  return {
    markOriginalsDeleted: async (tenantId, recordingId, event) => {
      const change = {
        TableName: table,
        Key: { recordingId },
        UpdateExpression: 'SET originalsDeletedAt = :at',
        ConditionExpression: 'tenantId = :tenant AND attribute_not_exists(originalsDeletedAt)',
        ExpressionAttributeValues: { ':at': event.at, ':tenant': tenantId },
      };
      await ifHolds(client.send(new UpdateCommand(auditedUpdate(change, event))));
    },
  };
}
