import type { Audited } from '../../contracts/audit/audited.ts';
import { type SettlePorts, settlePlan } from './settle-plan.ts';
import type { PlannedTenant, UnsettledMark } from './tenant-plans.ts';

/** Undefined: nothing is to be changed. */
type Change = { readonly after: PlannedTenant; readonly audited: readonly Audited[] } | undefined;

/** Each time somebody was quicker with a change of their own, of which there are only so many at a moment. */
const tries = 30;

/**
 * Changes the tenant in one write and then does what follows from it. What follows is noted before the write, so that
 * whatever breaks off, here or at the provider, is gone on with by the schedule. Undefined: there is no such tenant.
 */
export async function changeTenant(
  ports: SettlePorts,
  tenantId: string,
  decide: (tenant: PlannedTenant) => Change,
): Promise<PlannedTenant | undefined> {
  let mark: UnsettledMark | undefined;
  for (let left = tries; left > 0; left--) {
    const tenant = await ports.plans.find(tenantId);
    if (!tenant) return undefined;
    const change = decide(tenant);
    if (!mark && isUnsettled(change?.after ?? tenant)) mark = await ports.unsettled.note(tenantId);
    if (change && !(await ports.plans.save(tenant, change.after, change.audited))) continue;
    if (mark) await settleNow(ports, mark);
    return change?.after ?? tenant;
  }
  throw new Error('a plan was changed over and over while it was to be changed');
}

async function settleNow(ports: SettlePorts, mark: UnsettledMark): Promise<void> {
  try {
    if (await settlePlan(ports, mark.tenantId)) await ports.unsettled.clear(mark);
  } catch (error) {
    ports.later(error, mark.tenantId);
  }
}

const isUnsettled = ({ standing, toEnd, toTell }: PlannedTenant) =>
  toEnd.length > 0 || toTell.length > 0 || standing.state === 'past-due';
