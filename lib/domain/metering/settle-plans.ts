import { type SettlePorts, settlePlan } from './settle-plan.ts';

/** Milliseconds after which whoever noted something has done it, or never will: longer than a function may take. */
const given = 60_000;

/** Of some tenants something could not be done; the next run tries again. */
export class PlansUnsettled extends Error {
  override readonly name = 'PlansUnsettled';
}

/**
 * Goes on with whatever broke off; one tenant's trouble is none of another's. Gives how many it has to come back to.
 * @throws PlansUnsettled once all were tried, so that whoever watches the function learns of it
 */
export async function settlePlans(ports: SettlePorts): Promise<{ readonly left: number }> {
  const marks = await ports.unsettled.list(ports.now() - given);
  const [waiting, failed]: [string[], string[]] = [[], []];
  for (const mark of marks)
    try {
      if (await settlePlan(ports, mark.tenantId)) await ports.unsettled.clear(mark);
      else waiting.push(mark.tenantId);
    } catch (error) {
      ports.later(error, mark.tenantId);
      failed.push(mark.tenantId);
    }
  if (failed.length > 0) throw new PlansUnsettled(`${failed.length} of ${marks.length} could not be settled`);
  return { left: waiting.length };
}
