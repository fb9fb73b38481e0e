import type { Account } from '../../lib/domain/identity/accounts.ts';

/** Ada, whose password is `right`, with whatever a test wants otherwise. */
export function account(changed: Partial<Account> = {}): Account {
  return {
    userId: 'usr_ada',
    tenantId: 'tnt_acme',
    tenantName: 'Acme',
    email: 'ada@example.com',
    name: 'Ada',
    role: 'owner',
    notBefore: 0,
    passwordHash: 'hash of right',
    ...changed,
  };
}
