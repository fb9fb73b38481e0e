import * as z from 'zod/mini';
import { redactionRules } from '../../contracts/redaction/policy.ts';

/** What a company set, as it is kept. */
export const policyItem = z.object({
  revision: z.int(),
  rules: redactionRules,
  updatedAt: z.string(),
  updatedBy: z.string(),
});

/** In partitions of their own: what makes pictures and steps may read them, and nothing else of a company. */
export function policyPlace(tenantId: string, revision?: number) {
  return { pk: `REDACTION#${tenantId}`, sk: revision === undefined ? 'POLICY' : `POLICY#${revision}` };
}
