import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakePlans, planTime } from '../../../test/fakes/plans.ts';
import { type PaymentEvent, subscriptionStatuses } from './payments.ts';
import { receivePayment } from './receive-payment.ts';
import { learn, type Subscriptions, standingOf } from './subscriptions.ts';

const second = fc.integer({ min: 0, max: 12 }).map((seconds) => planTime / 1_000 - 60 + seconds);
const subscription = fc.constantFrom('sub_a', 'sub_b');
const plan = fc.constantFrom('PROFESSIONAL' as const, 'ENTERPRISE' as const);
const status = fc.record({
  kind: fc.constant('subscription' as const),
  status: fc.constantFrom(...subscriptionStatuses),
  plan: fc.option(plan, { nil: undefined }),
  ...{ subscription, at: second },
});
/** A checkout is paid once. */
const paidAt = fc.record({ sub_a: second, sub_b: second });
const paid = fc.record({ kind: fc.constant('paid' as const), plan, subscription, at: second });
const notPaid = fc.record({ kind: fc.constant('not-paid' as const), subscription, at: second });

/** What a provider may have to say of a tenant, and the same once more in another order, with repetitions. */
const told = fc
  .tuple(fc.array(fc.oneof(status, paid, notPaid), { minLength: 1, maxLength: 12 }), paidAt)
  .map(([events, times]) =>
    events.map(
      ({ subscription: of, ...event }, index): PaymentEvent =>
        ({
          ...{ id: `evt_${index}`, tenantId: 'tnt_1', ...event },
          ...(event.kind === 'paid' ? { at: times[of] } : {}),
          ...(event.kind === 'subscription' ? {} : { checkout: of.replace('sub', 'cs') }),
          ...(event.kind === 'not-paid' ? {} : { subscription: of }),
        }) as PaymentEvent,
    ),
  )
  .chain((events) =>
    fc
      .shuffledSubarray([...events, ...events], { minLength: events.length })
      .filter((again) => new Set(again.map(({ id }) => id)).size === events.length)
      .map((again) => ({ events, again })),
  );

async function endOf(events: readonly PaymentEvent[]) {
  const since = new Date(planTime).toISOString();
  const pending = { plan: 'PROFESSIONAL', checkout: 'cs_a', checkoutUrl: '', since } as const;
  const { ports, state } = fakePlans({ pending });
  for (const of of ['sub_a', 'sub_b']) state.running.add(of);
  for (const event of events) {
    const { subscription: of, status: is } = { subscription: '', status: '', ...event };
    if (is === 'canceled' || is === 'incomplete_expired') state.running.delete(of);
    await receivePayment(ports, JSON.stringify(event), 'good');
  }
  const { plan: inForce, standing, toEnd, toTell } = state.tenant;
  const waiting = state.tenant.pending !== undefined;
  return { inForce, standing, toEnd, toTell, waiting, running: [...state.running].sort() };
}

describe('events of payments', () => {
  test('in any order, and however often each comes, lead to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(told, async ({ events, again }) => {
        const end = await endOf(events);
        expect(await endOf(again)).toEqual(end);
        expect(end.inForce).toBe(end.standing.plan);
      }),
      { numRuns: 2_000 },
    );
  });

  test('control: were each taken as it comes, the order would decide', () => {
    const lastComeOf = (events: readonly PaymentEvent[]) =>
      events.reduce<unknown>((before, event) => {
        if (event.kind === 'paid') return event.plan;
        return event.kind === 'subscription' && event.status === 'canceled' ? 'STARTER' : before;
      }, 'STARTER');
    const naive = fc.property(told, ({ events, again }) => lastComeOf(events) === lastComeOf(again));
    expect(fc.check(naive, { numRuns: 2_000 }).failed).toBe(true);
  });
});

describe('what is known of subscriptions', () => {
  const known = (statuses: readonly (readonly [at: number, status: 'active' | 'past_due' | 'unpaid'])[]) =>
    statuses.reduce<Subscriptions>(
      (all, [at, status]) => learn(all, { subscription: 'sub_1', at, status }),
      learn({}, { subscription: 'sub_1', at: 100, plan: 'PROFESSIONAL', checkout: 'cs_1' }),
    );
  const graceOf = (all: Subscriptions) => standingOf(all, 0).standing.graceEndsAt;

  test('has a grace that begins with the first failure after the last payment', () => {
    const first = known([[200, 'past_due']]);
    const after = known([
      [300, 'past_due'],
      [250, 'active'],
      [200, 'past_due'],
    ]);
    expect(Date.parse(graceOf(after) ?? '') - Date.parse(graceOf(first) ?? '')).toBe(100_000);
  });

  test('is the very same when something comes again', () => {
    const all = known([[200, 'past_due']]);
    expect(learn(all, { subscription: 'sub_1', at: 200, status: 'past_due' })).toBe(all);
    expect(learn(all, { subscription: 'sub_1', at: 150, plan: 'PROFESSIONAL', checkout: 'cs_1' })).not.toBe(
      known([]),
    );
  });

  test('stays small, and keeps what runs', () => {
    let all = learn({}, { subscription: 'sub_1', at: 1, plan: 'PROFESSIONAL', checkout: 'cs_1' });
    for (let at = 2; at < 200; at++) {
      all = learn(all, { subscription: `sub_${at}`, at, status: 'canceled' });
      all = learn(all, { subscription: 'sub_1', at, status: at % 2 ? 'active' : 'past_due' });
    }
    expect([Object.keys(all).length, all.sub_1?.statuses.length]).toEqual([50, 20]);
    expect(standingOf(all, 0).standing).toMatchObject({ subscription: 'sub_1', state: 'paid' });
  });
});
