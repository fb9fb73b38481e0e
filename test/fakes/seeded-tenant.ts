import type { Role } from '../../lib/contracts/identity/role.ts';
import { seedTenant } from '../../lib/domain/identity/seed-tenant.ts';
import type { IdentityPorts } from './identity-table.ts';

let count = 0;

export const newEmail = () => `person${count++}@example.com`;
export const person = () => ({ email: newEmail(), name: 'Ada', password: 'a good password' });

/** A tenant with an owner and one more member of each of the roles. */
export async function tenantWith(ports: IdentityPorts, ...roles: Role[]) {
  const members = roles.map((role) => ({ ...person(), role }));
  const seeded = await seedTenant(ports, { ...person(), tenantName: 'Acme', members });
  const { tenantId } = seeded;
  const caller = (userId: string) => ({ userId, tenantId });
  return {
    ports,
    tenantId,
    owner: caller(seeded.userId),
    others: seeded.members.map((member) => caller(member.userId)),
  };
}
export type SeededTenant = Awaited<ReturnType<typeof tenantWith>>;

export const at = <Value>(values: readonly Value[], index: number): Value => {
  const value = values[index];
  if (value === undefined) throw new Error(`there is no ${index}th`);
  return value;
};
