import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EmailClaim, Emails } from '../../domain/identity/claim-email.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

export const emailKey = (email: string) => ({ pk: `EMAIL#${email}`, sk: 'EMAIL' });

/**
 * `EMAIL#<e-mail>`/`EMAIL`: whose it is. It never goes by itself: somebody may sign in whose claim was not confirmed.
 * Older ones have no `confirmed` but, until they are, an end.
 */
export function dynamoEmails(table: Table): Emails {
  const items = identityItems(table);
  return {
    async find(email) {
      const item = await items.get(emailKey(email));
      if (!item) return undefined;
      return {
        ...{ userId: String(item.userId), tenantId: String(item.tenantId) },
        claimedAt: Number(item.claimedAt),
        confirmed: item.confirmed === undefined ? item.expiresAt === undefined : item.confirmed === true,
      };
    },
    claim: (email, claim, previous) =>
      ifHolds(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...emailKey(email), ...claim, confirmed: false },
            ...(previous ? whileAs(previous) : { ConditionExpression: 'attribute_not_exists(pk)' }),
          }),
        ),
      ),
    async confirm(email, userId) {
      const confirmed = await items.change(emailKey(email), {
        condition: 'userId = :user',
        update: 'SET confirmed = :yes REMOVE expiresAt',
        values: { ':user': userId, ':yes': true },
      });
      if (!confirmed) throw new Error('the e-mail went to somebody else while its account was made');
    },
  };
}

/** What is confirmed stays so as long as it is the same claim. */
function whileAs({ userId, claimedAt, confirmed }: EmailClaim) {
  const sameClaim = 'userId = :user AND claimedAt = :at';
  const values = { ':user': userId, ':at': claimedAt };
  return confirmed
    ? { ConditionExpression: sameClaim, ExpressionAttributeValues: values }
    : {
        ConditionExpression: `${sameClaim} AND (confirmed = :no OR attribute_exists(expiresAt))`,
        ExpressionAttributeValues: { ...values, ':no': false },
      };
}
