import type { Plan } from '../../../contracts/metering/plan.ts';

/** What a plan has of language models. */
export const modelAllowances: Readonly<
  Record<Plan, { readonly tokensPerMonth: number; readonly callsPerMinute: number }>
> = {
  STARTER: { tokensPerMonth: 2_000_000, callsPerMinute: 120 },
  PROFESSIONAL: { tokensPerMonth: 50_000_000, callsPerMinute: 1_200 },
  ENTERPRISE: { tokensPerMonth: 2_000_000_000, callsPerMinute: 12_000 },
};

export interface AllowancePorts {
  /** Undefined where the tenant is not known: nothing is spent for it. */
  readonly planOf: (tenantId: string) => Promise<Plan | undefined>;
  /** Takes one call of so many a minute; false where none is left. */
  readonly takeCall: (tenantId: string, callsPerMinute: number) => Promise<boolean>;
  readonly budgets: Budgets;
}

/** Tokens of a tenant's months. */
export interface Budgets {
  /** False, and nothing taken, where that would be more than `most`. */
  reserve(tenantId: string, month: string, tokens: number, most: number): Promise<boolean>;
  giveBack(tenantId: string, month: string, tokens: number): Promise<void>;
}

export type Reserved =
  | { readonly ok: true; readonly giveBack: (tokens: number) => Promise<void> }
  | { readonly ok: false; readonly reason: 'rate' | 'budget' };

/**
 * Takes from the tenant's allowance before a call what it may cost at most: calls that are under way at the same time
 * cannot spend more than there is.
 * @param now milliseconds since the epoch
 */
export async function reserve(
  { planOf, takeCall, budgets }: AllowancePorts,
  tenantId: string,
  tokens: number,
  now: number,
): Promise<Reserved> {
  const plan = await planOf(tenantId);
  if (!plan) return { ok: false, reason: 'budget' };
  const { tokensPerMonth, callsPerMinute } = modelAllowances[plan];
  const month = new Date(now).toISOString().slice(0, 7);
  if (!(await takeCall(tenantId, callsPerMinute))) return { ok: false, reason: 'rate' };
  if (!(await budgets.reserve(tenantId, month, tokens, tokensPerMonth)))
    return { ok: false, reason: 'budget' };
  return {
    ok: true,
    giveBack: (unspent) => budgets.giveBack(tenantId, month, unspent),
  };
}
