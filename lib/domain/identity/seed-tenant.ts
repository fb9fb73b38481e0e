import type { Role } from '../../contracts/identity/role.ts';
import { normalizeEmail, type Passwords } from './accounts.ts';
import { operatorsKey } from './api-keys/create-api-key.ts';
import { claimEmail } from './claim-email.ts';
import { becomeOwner, type OwnersPorts } from './owners.ts';
import { type FoundingPorts, foundTenant } from './verify-registration.ts';

export interface SeedPorts extends FoundingPorts, OwnersPorts {
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly region: string;
  readonly newIds: () => { readonly tenantId: string; readonly userId: string; readonly keyId: string };
}

interface Person {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface SeedRequest extends Person {
  readonly tenantName: string;
  readonly members?: readonly (Person & { readonly role: Role })[] | undefined;
}

export interface Seeded {
  readonly tenantId: string;
  readonly userId: string;
  /** Only from the call that made it. */
  readonly apiKey?: { readonly id: string; readonly key: string };
  readonly members: readonly { readonly userId: string; readonly email: string; readonly role: Role }[];
}

/**
 * Makes a tenant with its owner and further members. The same e-mails again give the same ids, finish what an earlier
 * try left unfinished, and change nothing else.
 */
export async function seedTenant(ports: SeedPorts, request: SeedRequest): Promise<Seeded> {
  const { tenantName, members = [] } = request;
  const person = await hashed(ports, request);
  const ids = { ...ports.newIds(), ...(await unfinished(ports, person.email)) };
  const founding = { ...ids, ...person, company: tenantName, region: ports.region };
  const founded = await foundTenant(ports, founding, 'seedTenant', operatorsKey);
  const owner = founded ? founding : await holderOf(ports, person.email);
  const { tenantId, userId } = owner;
  const seeded = [];
  for (const member of members) seeded.push(await seedMember(ports, tenantId, member));
  const { key, secret } = founded?.firstKey ?? {};
  const apiKey = key && secret && { id: key.id, key: secret };
  return { tenantId, userId, members: seeded, ...(apiKey && { apiKey }) };
}

async function seedMember(ports: SeedPorts, tenantId: string, request: Person & { readonly role: Role }) {
  const { role } = request;
  const { email, name, passwordHash } = await hashed(ports, request);
  const { userId } = { ...ports.newIds(), ...(await unfinished(ports, email)) };
  if (!(await claimEmail(ports, email, { userId, tenantId })))
    return { userId: (await holderOf(ports, email)).userId, email, role };
  await ports.users.add({ userId, tenantId, email, name, passwordHash });
  const joinedAt = new Date(ports.now()).toISOString();
  const member = { tenantId, userId, email, name, role, joinedAt, notBefore: 0, revision: 1 };
  const event = {
    tenantId,
    actor: { kind: 'system', id: 'operator' },
    action: 'seedTenant',
    resource: { kind: 'Member', id: userId },
    facts: { role },
  } as const;
  const add = () => ports.members.add({ ...member, status: 'active' }, event);
  await (role === 'owner' ? becomeOwner(ports, member, add) : add());
  await ports.emails.confirm(email, userId);
  return { userId, email, role };
}

/** Whom an earlier try made a member and then came to no end. */
async function unfinished({ emails, members }: SeedPorts, email: string) {
  const holder = await emails.find(email);
  if (!holder || holder.confirmed || !(await members.find(holder.tenantId, holder.userId))) return undefined;
  return { tenantId: holder.tenantId, userId: holder.userId };
}

async function hashed({ passwords }: SeedPorts, { email, name, password }: Person) {
  return { email: normalizeEmail(email), name, passwordHash: await passwords.hash(password) };
}

async function holderOf({ emails }: SeedPorts, email: string) {
  const holder = await emails.find(email);
  if (!holder) throw new Error('the e-mail is taken by an account that cannot be read');
  return holder;
}
