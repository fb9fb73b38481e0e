import type { Plan } from '../../contracts/metering/plan.ts';
import type { PaidPlan, SubscriptionStatus } from './payments.ts';

/*
 * What the payment provider told of a tenant's subscriptions is kept as a set of facts, each with the second at which it
 * became true there. Events come late, twice and in any order; a set is the same whatever order it was filled in, and
 * where the tenant stands is a function of the set and the time.
 */

/** True at the provider from that second on. */
export interface Moment<Value> {
  readonly at: number;
  readonly value: Value;
}

export interface Subscription {
  /** Those that it can come back from, oldest first; the newest few. */
  readonly statuses: readonly Moment<LiveStatus>[];
  readonly plan?: Moment<PaidPlan> | undefined;
  /** By a checkout of ours; of one that was not, nothing is had. */
  readonly paid?: Moment<string> | undefined;
  /** The second in which it ended for good, at the provider or by us. */
  readonly ended?: number | undefined;
}

/** By the provider's id. */
export type Subscriptions = Readonly<Record<string, Subscription>>;

type LiveStatus = Exclude<SubscriptionStatus, 'canceled' | 'incomplete_expired'>;

/** Where a tenant stands with its payments. */
export interface Standing {
  /** What is paid for. */
  readonly plan: Plan;
  readonly state: 'none' | 'paid' | 'past-due' | 'lapsed';
  /** The subscription that counts. */
  readonly subscription?: string | undefined;
  /** Of what is past due: until when it is had all the same. ISO 8601. */
  readonly graceEndsAt?: string | undefined;
  /** Of what is lapsed: what would be had again, were it paid. */
  readonly owed?: PaidPlan | undefined;
}

export const unpaid: Standing = { plan: 'STARTER', state: 'none' };

export interface Fact {
  readonly subscription: string;
  /** Seconds since the epoch. */
  readonly at: number;
  readonly status?: SubscriptionStatus | undefined;
  readonly plan?: PaidPlan | undefined;
  /** The checkout that paid for it. */
  readonly checkout?: string | undefined;
}

/** Milliseconds for which a plan is had after a payment failed. */
export const grace = 14 * 24 * 3_600_000;

/** Of one second the later in a subscription's life is taken for the later. */
const inLife = ['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused'] as const;
const mostStatuses = 20;
/** What was forgotten cannot come back: the provider sends nothing again after a month. */
const mostSubscriptions = 50;

/** With the fact; the very same when it was known. */
export function learn(known: Subscriptions, fact: Fact): Subscriptions {
  const before = known[fact.subscription] ?? { statuses: [] };
  const after = withFact(before, fact);
  return after === before ? known : withinBounds({ ...known, [fact.subscription]: after });
}

function withFact(before: Subscription, { at, status, plan, checkout }: Fact): Subscription {
  let after = before;
  if (plan && isNewer({ at, value: plan }, after.plan)) after = { ...after, plan: { at, value: plan } };
  if (checkout && !(after.paid && after.paid.at <= at)) after = { ...after, paid: { at, value: checkout } };
  if (status === 'canceled' || status === 'incomplete_expired')
    return after.ended !== undefined && after.ended <= at ? after : { ...after, ended: at };
  if (!status || after.statuses.some((seen) => seen.at === at && seen.value === status)) return after;
  const statuses = [...after.statuses, { at, value: status }].sort(byTime).slice(-mostStatuses);
  return statuses.some((seen) => seen.at === at && seen.value === status) ? { ...after, statuses } : after;
}

/** As ended: we end them, and nothing that is told of them from now on counts. */
export function endAll(known: Subscriptions, ids: readonly string[], at: number): Subscriptions {
  return ids.reduce((all, subscription) => learn(all, { subscription, at, status: 'canceled' }), known);
}

/** What counts, and what runs beside it and is to be ended. */
export function standingOf(
  known: Subscriptions,
  now: number,
): { readonly standing: Standing; readonly superfluous: readonly string[] } {
  const paid = Object.entries(known)
    .filter(([, { paid }]) => paid)
    .sort(([one, { paid: a }], [other, { paid: b }]) => (a?.at ?? 0) - (b?.at ?? 0) || order(one, other));
  const last = paid.at(-1);
  const superfluous = paid.slice(0, -1).flatMap(([id, { ended }]) => (ended === undefined ? [id] : []));
  return { standing: last ? ofSubscription(...last, now) : unpaid, superfluous };
}

function ofSubscription(id: string, { statuses, plan, paid, ended }: Subscription, now: number): Standing {
  if (ended !== undefined || !plan) return unpaid;
  const had = { plan: plan.value, subscription: id };
  // A checkout that was paid began it.
  const life = [...statuses, { at: paid?.at ?? 0, value: 'active' as const }].sort(byTime);
  const present = life.at(-1)?.value;
  if (present === 'active' || present === 'trialing') return { ...had, state: 'paid' };
  if (present === 'past_due') {
    const good = life.findLastIndex(({ value }) => value !== 'past_due');
    const graceEndsAt = (life[good + 1]?.at ?? 0) * 1_000 + grace;
    if (now < graceEndsAt)
      return { ...had, state: 'past-due', graceEndsAt: new Date(graceEndsAt).toISOString() };
  }
  return { plan: 'STARTER', state: 'lapsed', subscription: id, owed: plan.value };
}

function isNewer(one: Moment<PaidPlan>, other: Moment<PaidPlan> | undefined): boolean {
  return !other || one.at > other.at || (one.at === other.at && order(one.value, other.value) > 0);
}

function byTime(one: Moment<LiveStatus>, other: Moment<LiveStatus>): number {
  return one.at - other.at || inLife.indexOf(one.value) - inLife.indexOf(other.value);
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function withinBounds(known: Subscriptions): Subscriptions {
  const entries = Object.entries(known);
  if (entries.length <= mostSubscriptions) return known;
  const [oldest] = entries
    .flatMap(([id, { ended }]) => (ended === undefined ? [] : [{ id, ended }]))
    .sort((one, other) => one.ended - other.ended);
  return Object.fromEntries(entries.filter(([id]) => id !== oldest?.id));
}
