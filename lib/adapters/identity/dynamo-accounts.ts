import type { Account, Accounts } from '../../domain/identity/accounts.ts';
import type { Table } from '../../runtime/document-client.ts';
import { emailKey } from './dynamo-emails.ts';
import { dynamoMembers } from './dynamo-members.ts';
import { dynamoTenants } from './dynamo-tenants.ts';
import { identityItems } from './identity-items.ts';

/** Who may sign in: users that are members still. Their password stands under `USER#<id>`, their role in the member. */
export function dynamoAccounts(table: Table): Accounts {
  const items = identityItems(table);
  const members = dynamoMembers(table);
  const tenants = dynamoTenants(table);

  const findByUserId = async (userId: string): Promise<Account | undefined> => {
    const user = await items.get({ pk: `USER#${userId}`, sk: 'USER' });
    // Looked for without a user too: whoever asks must not learn by the time it takes that there is none.
    const tenantId = String(user?.tenantId ?? 'tnt_nobody');
    const [tenant, member] = await Promise.all([tenants.find(tenantId), members.find(tenantId, userId)]);
    if (!user?.passwordHash || !tenant || member?.status !== 'active') return undefined;
    const { email, name, role } = member;
    // Whoever sets a password ends the sessions by a second write, which may never be made.
    const notBefore = Math.max(member.notBefore, Number(user.passwordSetAt ?? 0));
    const passwordHash = String(user.passwordHash);
    return { userId, tenantId, tenantName: tenant.name, email, name, role, notBefore, passwordHash };
  };

  return {
    findByUserId,
    async findByEmail(email) {
      const entry = await items.get(emailKey(email));
      return findByUserId(String(entry?.userId ?? 'usr_nobody'));
    },
  };
}
