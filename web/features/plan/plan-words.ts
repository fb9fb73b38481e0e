import {
  type Plan,
  type PlanLimits,
  type PlanPrice,
  type PlanResponse,
  type PlanUsage,
  planNames,
  plans,
  planWords,
} from '../../../lib/contracts/metering/plan.ts';

/** What a plan has room for, and what is used of it. */
export const quotas: readonly {
  readonly words: string;
  readonly limit: keyof PlanLimits;
  readonly used: keyof PlanUsage;
}[] = [
  { words: 'Members', limit: 'members', used: 'members' },
  { words: 'API keys', limit: 'apiKeys', used: 'apiKeys' },
  { words: 'Guides', limit: 'guides', used: 'guides' },
  { words: 'Recordings this month', limit: 'recordingsPerMonth', used: 'recordingsThisMonth' },
  { words: 'Recordings at the same time', limit: 'concurrentRecordings', used: 'concurrentRecordings' },
];

/** What only limits how fast one may ask. */
export const rates: readonly { readonly words: string; readonly limit: keyof PlanLimits }[] = [
  { words: 'Requests a minute', limit: 'requestsPerMinute' },
  { words: 'Requests a minute for each key', limit: 'keyRequestsPerMinute' },
];

export function amount(value: number): string {
  return value.toLocaleString('en');
}

/** What is used beyond what the plan has, one sentence each. */
export function obstacles(wanted: Plan, usage: PlanUsage): readonly string[] {
  return quotas
    .filter(({ limit, used }) => limit !== 'recordingsPerMonth' && usage[used] > plans[wanted][limit])
    .map(
      ({ words, limit, used }) =>
        `${words}: you have ${amount(usage[used])}, ${planWords[wanted]} has room for ${amount(plans[wanted][limit])}.`,
    );
}

export function isMore(wanted: Plan, present: Plan): boolean {
  return planNames.indexOf(wanted) > planNames.indexOf(present);
}

/** `$49 a month`. */
export function priceWords({ amount: figure, currency, every: { count, unit } }: PlanPrice): string {
  const digits = Number.isInteger(figure) ? { maximumFractionDigits: 0 } : {};
  const money = figure.toLocaleString('en', { style: 'currency', currency, ...digits });
  return count === 1 ? `${money} a ${unit}` : `${money} every ${count} ${unit}s`;
}

/** What is said of a plan's price; nothing where whoever runs the installation sets it. */
export function costWords(plan: Plan, prices: PlanResponse['prices']): string | undefined {
  if (!prices) return undefined;
  if (plan === 'STARTER') return 'Free';
  const price = prices[plan];
  return price ? priceWords(price) : 'The price is shown before you pay';
}
