import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Emails } from '../../domain/identity/claim-email.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

export const emailKey = (email: string) => ({ pk: `EMAIL#${email}`, sk: 'EMAIL' });

const unconfirmedSeconds = 24 * 3_600;

/** `EMAIL#<e-mail>`/`EMAIL`: whose it is. One that is never confirmed goes after a day. */
export function dynamoEmails(table: Table): Emails {
  const items = identityItems(table);
  return {
    async find(email) {
      const item = await items.get(emailKey(email));
      if (!item) return undefined;
      return {
        ...{ userId: String(item.userId), tenantId: String(item.tenantId) },
        ...{ claimedAt: Number(item.claimedAt), confirmed: item.expiresAt === undefined },
      };
    },
    claim: (email, claim, previous) =>
      ifHolds(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: {
              ...emailKey(email),
              ...claim,
              expiresAt: Math.floor(claim.claimedAt / 1_000) + unconfirmedSeconds,
            },
            ConditionExpression: previous ? 'userId = :previous' : 'attribute_not_exists(pk)',
            ...(previous && { ExpressionAttributeValues: { ':previous': previous } }),
          }),
        ),
      ),
    async confirm(email, userId) {
      const mine = { condition: 'userId = :user', values: { ':user': userId } };
      const confirmed = await items.change(emailKey(email), { ...mine, update: 'REMOVE expiresAt' });
      if (!confirmed) throw new Error('the e-mail went to somebody else while its account was made');
    },
  };
}
