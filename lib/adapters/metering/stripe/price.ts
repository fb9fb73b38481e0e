import * as z from 'zod/mini';
import type { PlanPrice } from '../../../contracts/metering/plan.ts';

const price = z.object({
  currency: z.string(),
  unit_amount: z.nullable(z.number()),
  recurring: z.nullable(
    z.object({ interval: z.enum(['day', 'week', 'month', 'year']), interval_count: z.int() }),
  ),
});

/** Without decimals, and yet counted in hundredths: https://docs.stripe.com/currencies#special-cases */
const inHundredths = new Set(['ISK', 'UGX']);

/** One figure; null where there is none, as of prices in tiers. */
export function priceOf(body: unknown): PlanPrice | null {
  const { data } = price.safeParse(body);
  if (!data?.recurring || data.unit_amount === null) return null;
  const currency = data.currency.toUpperCase();
  const { interval: unit, interval_count: count } = data.recurring;
  return { amount: data.unit_amount / 10 ** decimals(currency), currency, every: { count, unit } };
}

/** The currency's own; Stripe counts in its smallest unit. */
function decimals(currency: string): number {
  if (inHundredths.has(currency)) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
