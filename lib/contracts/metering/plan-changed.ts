import * as z from 'zod/mini';
import { plan } from './plan.ts';

/** EventBridge, source `guidewright.metering`, detail-type `PlanChanged`: the limits are in force within 30 s. */
export const planChanged = z.object({
  /** The same change may be announced twice. */
  id: z.string(),
  tenantId: z.string(),
  before: plan,
  after: plan,
  /** ISO 8601, UTC. */
  at: z.string(),
});
export type PlanChanged = z.infer<typeof planChanged>;
