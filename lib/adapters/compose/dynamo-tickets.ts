import { createHash, randomBytes } from 'node:crypto';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Tickets } from '../../domain/compose/live/preview-tickets.ts';
import type { AttributeTable } from '../../runtime/dynamo-client.ts';

/** Tickets by the hash of what the editor holds. Redeeming deletes, so that one caller gets it. */
export function dynamoTickets({ client, name }: AttributeTable): Tickets {
  const key = (ticket: string) => ({
    recordingId: { S: `ticket#${createHash('sha256').update(ticket).digest('hex')}` },
    connectionId: { S: 'ticket' },
  });
  return {
    async issue(recordingId, expiresAt) {
      const ticket = randomBytes(24).toString('base64url');
      await client.send(
        new PutItemCommand({
          TableName: name,
          Item: {
            ...key(ticket),
            opens: { S: recordingId },
            expiresAt: { N: String(Math.floor(expiresAt / 1_000)) },
          },
        }),
      );
      return ticket;
    },
    async redeem(ticket, now) {
      const { Attributes } = await client.send(
        new DeleteItemCommand({ TableName: name, Key: key(ticket), ReturnValues: 'ALL_OLD' }),
      );
      return Number(Attributes?.expiresAt?.N) > now / 1_000 ? Attributes?.opens?.S : undefined;
    },
  };
}
