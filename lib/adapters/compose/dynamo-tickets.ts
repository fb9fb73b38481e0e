import { createHash, randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Tickets } from '../../domain/compose/live/preview-tickets.ts';
import type { Table } from '../../runtime/document-client.ts';

/** Tickets by the hash of what the editor holds. Redeeming deletes, so that one caller gets it. */
export function dynamoTickets({ client, name }: Table): Tickets {
  const key = (ticket: string) => ({
    recordingId: `ticket#${createHash('sha256').update(ticket).digest('hex')}`,
    connectionId: 'ticket',
  });
  return {
    async issue(recordingId, expiresAt) {
      const ticket = randomBytes(24).toString('base64url');
      await client.send(
        new PutCommand({
          TableName: name,
          Item: { ...key(ticket), opens: recordingId, expiresAt: Math.floor(expiresAt / 1_000) },
        }),
      );
      return ticket;
    },
    async redeem(ticket, now) {
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName: name, Key: key(ticket), ReturnValues: 'ALL_OLD' }),
      );
      return Attributes && Attributes.expiresAt > now / 1_000 ? Attributes.opens : undefined;
    },
  };
}
