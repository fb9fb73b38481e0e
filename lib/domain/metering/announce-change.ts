import type { Plan } from '../../contracts/metering/plan.ts';
import type { PlanChanged } from '../../contracts/metering/plan-changed.ts';
import type { PlannedTenant, TenantPlans } from './tenant-plans.ts';

export interface AnnouncePorts {
  readonly plans: Pick<TenantPlans, 'announced'>;
  readonly owners: { emailsOf(tenantId: string): Promise<string[]> };
  readonly bus: { announce(change: PlanChanged): Promise<void> };
  readonly mails: {
    planChanged(mail: { readonly to: string; readonly company: string; readonly plan: Plan }): Promise<void>;
  };
}

/** Tells whoever is to know; what a change left undone, the next call that meets the tenant does. */
export async function announceChange(
  { bus, mails, owners, plans }: AnnouncePorts,
  { tenantId, name, unannounced }: PlannedTenant,
): Promise<void> {
  if (!unannounced) return;
  await bus.announce(unannounced);
  for (const to of await owners.emailsOf(tenantId))
    await mails.planChanged({ to, company: name, plan: unannounced.after });
  await plans.announced(unannounced);
}
