import type { Audited } from '../../contracts/audit/audited.ts';
import type { Plan } from '../../contracts/metering/plan.ts';
import { changeTenant } from './change-tenant.ts';
import { inForce, planChange } from './reckon.ts';
import type { SettlePorts } from './settle-plan.ts';

/**
 * Puts the plan in force whatever is paid, and tells of it; it stays until payments give another one than they gave
 * before. False: there is no such tenant.
 */
export async function setPlan(
  ports: SettlePorts,
  tenantId: string,
  plan: Plan,
  actor: Audited['actor'],
): Promise<boolean> {
  const changed = await changeTenant(ports, tenantId, (tenant) => {
    const after = inForce(ports, { ...tenant, pending: undefined }, plan);
    return tenant.plan === plan ? undefined : { after, audited: planChange(tenant, after, actor) };
  });
  return changed !== undefined;
}
