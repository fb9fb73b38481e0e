import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Resources } from '../../../domain/identity/authorization/ports.ts';
import type { Table } from '../../../runtime/document-client.ts';
import { guideAccess } from './guide-access.ts';

const ownerItem = z.object({ tenantId: z.string(), createdBy: z.string(), guideId: z.string() });

/** What rules look at of guides (Access items of the Identity table) and of recordings. */
export function dynamoResources(identities: Table, recordings: Table): Resources {
  return {
    guide: guideAccess(identities).attributes,
    async recording(recordingId) {
      const { Item } = await recordings.client.send(
        new GetCommand({
          TableName: recordings.name,
          Key: { recordingId },
          ProjectionExpression: 'tenantId, createdBy, guideId',
        }),
      );
      const { success, data } = z.safeParse(ownerItem, Item);
      return success ? data : undefined;
    },
  };
}
