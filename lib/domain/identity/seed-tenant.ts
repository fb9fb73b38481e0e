import { type Accounts, normalizeEmail, type Passwords } from './accounts.ts';

export interface SeedPorts {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly newTenantId: () => string;
  readonly newUserId: () => string;
}

export interface SeedRequest {
  readonly tenantName: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Makes a tenant with its first user. The same e-mail again gives the same ids and changes nothing. */
export async function seedTenant(
  ports: SeedPorts,
  request: SeedRequest,
): Promise<{ tenantId: string; userId: string }> {
  const email = normalizeEmail(request.email);
  const known = await ports.accounts.findByEmail(email);
  if (known) return { tenantId: known.tenantId, userId: known.userId };
  const account = {
    tenantId: ports.newTenantId(),
    userId: ports.newUserId(),
    tenantName: request.tenantName,
    email,
    name: request.name,
    passwordHash: await ports.passwords.hash(request.password),
  };
  if (await ports.accounts.add(account)) return { tenantId: account.tenantId, userId: account.userId };
  const first = await ports.accounts.findByEmail(email);
  if (!first) throw new Error('the e-mail is taken by an account that cannot be read');
  return { tenantId: first.tenantId, userId: first.userId };
}
