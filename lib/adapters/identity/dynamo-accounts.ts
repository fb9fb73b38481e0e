import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Account, Accounts } from '../../domain/identity/accounts.ts';
import { ifHolds, type Table } from '../../runtime/document-client.ts';

const unused = 'attribute_not_exists(pk)';

/**
 * Users under `USER#<id>`, found by e-mail through `EMAIL#<e-mail>`, which is written last: until then the e-mail
 * is free and nothing refers to the rest.
 */
export function dynamoAccounts({ client, name }: Table): Accounts {
  const get = async (pk: string, sk: string) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
    );
    return Item;
  };
  const put = (item: Record<string, unknown>) =>
    client.send(new PutCommand({ TableName: name, Item: item, ConditionExpression: unused }));

  const findByUserId = async (userId: string): Promise<Account | undefined> => {
    const user = await get(`USER#${userId}`, 'USER');
    const tenant = user && (await get(`TENANT#${user.tenantId}`, 'TENANT'));
    if (!user || !tenant) return undefined;
    return {
      userId,
      tenantId: user.tenantId,
      tenantName: tenant.name,
      email: user.email,
      name: user.name,
      passwordHash: user.passwordHash,
    };
  };

  return {
    findByUserId,
    async findByEmail(email) {
      const entry = await get(`EMAIL#${email}`, 'EMAIL');
      return entry && findByUserId(entry.userId);
    },
    async add({ userId, tenantId, tenantName, email, name: userName, passwordHash }) {
      await put({ pk: `TENANT#${tenantId}`, sk: 'TENANT', name: tenantName });
      await put({ pk: `USER#${userId}`, sk: 'USER', tenantId, email, name: userName, passwordHash });
      return ifHolds(put({ pk: `EMAIL#${email}`, sk: 'EMAIL', userId }));
    },
  };
}
