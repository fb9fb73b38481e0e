import { describe, expect, test } from 'vitest';
import { type FakePlans, fakePlans, paying, planTime } from '../../../test/fakes/plans.ts';
import { changePlan } from './change-plan.ts';
import type { PaidPlan, PaymentEvent, SubscriptionStatus } from './payments.ts';
import { receivePayment } from './receive-payment.ts';
import { setPlan } from './set-plan.ts';
import { settlePlans } from './settle-plans.ts';
import { grace, learn, standingOf } from './subscriptions.ts';
import type { PlannedTenant } from './tenant-plans.ts';

const owner = { userId: 'usr_1', tenantId: 'tnt_1' };
const other = { userId: 'usr_2', tenantId: 'tnt_1' };
const operator = { kind: 'system', id: 'operator' } as const;

/** The ports of somebody for whom it happens between what the provider did and its answer. */
function whileMoving({ ports }: FakePlans, happens: () => Promise<unknown>): FakePlans['ports'] {
  return {
    ...ports,
    async payments() {
      const payments = await ports.payments();
      if (!payments) return undefined;
      const move = async (subscription: string, plan: PaidPlan) => {
        const answer = await payments.move(subscription, plan);
        await happens();
        return answer;
      };
      return { ...payments, move };
    },
  };
}

/** For whom it happens once the tenant was read. */
function onceRead({ ports }: FakePlans, happens: () => Promise<unknown>): FakePlans['ports'] {
  let isRead = false;
  const find = async (tenantId: string) => {
    const found = await ports.plans.find(tenantId);
    if (!isRead) {
      isRead = true;
      await happens();
    }
    return found;
  };
  return { ...ports, plans: { ...ports.plans, find } };
}

const receive = ({ ports }: FakePlans, event: PaymentEvent) =>
  receivePayment(ports, JSON.stringify(event), 'good');
const tells = (fakes: FakePlans, status: SubscriptionStatus, plan: PaidPlan, at = fakes.state.now) =>
  receive(fakes, {
    ...{ kind: 'subscription', id: `evt_${status}_${plan}_${at}`, tenantId: 'tnt_1', subscription: 'sub_1' },
    ...{ status, plan, at: Math.floor(at / 1_000) },
  });

/** With a payment that failed, and a minute left of the grace. */
function pastDue(plan: PaidPlan): Partial<PlannedTenant> {
  const { subscriptions = {} } = paying(plan, 'sub_1');
  const failed = { subscription: 'sub_1', at: (planTime - grace) / 1_000 + 60, status: 'past_due' } as const;
  const begun = { subscription: 'sub_1', at: failed.at - 60, plan, checkout: 'cs_before' };
  const known = learn(learn(subscriptions, begun), failed);
  return { plan, subscriptions: known, standing: standingOf(known, planTime).standing };
}

const ends: readonly [string, (fakes: FakePlans) => Promise<unknown>][] = [
  ['another tab asks for the smallest plan', ({ ports }) => changePlan(ports, other, 'STARTER')],
  ['the provider ends the subscription', (fakes) => tells(fakes, 'canceled', 'PROFESSIONAL')],
  ['the subscription lapses', (fakes) => tells(fakes, 'unpaid', 'PROFESSIONAL', fakes.state.now + 1_000)],
];
const moves = [
  ['PROFESSIONAL', 'ENTERPRISE'],
  ['ENTERPRISE', 'PROFESSIONAL'],
] as const;

describe.each(moves)('while a subscription is moved from %s to %s', (before, after) => {
  test.each(ends)('and %s, nothing is had by it', async (_, end) => {
    const fakes = fakePlans(paying(before, 'sub_1'));
    await changePlan(
      whileMoving(fakes, () => end(fakes)),
      owner,
      after,
    );
    expect(fakes.state.tenant.plan).toBe('STARTER');
    expect(fakes.state.audited.at(-1)).toMatchObject({
      ...{ action: 'changePlan', actor: { id: 'usr_1' } },
      facts: { before: 'STARTER', after: 'STARTER', asked: after },
    });
    fakes.state.now += 2_000;
    await tells(fakes, 'canceled', after);
    await settlePlans(fakes.ports);
    expect(fakes.state.tenant.plan).toBe('STARTER');
    expect(fakes.state.told.at(-1)?.after).toBe('STARTER');
  });

  test.each([
    ['and the schedule has seen it', settlePlans],
    ['and nobody has seen it yet', async () => {}],
  ] as const)('and its grace ends %s, nothing is had by it', async (_, schedule) => {
    const fakes = fakePlans(pastDue(before));
    fakes.state.unsettled.set('tnt_1', { mark: 'mark 0', at: planTime - 61_000 });
    const graceEnds = async () => {
      fakes.state.now += 61_000;
      await schedule(fakes.ports);
    };
    await changePlan(whileMoving(fakes, graceEnds), owner, after);
    expect(fakes.state.tenant).toMatchObject({
      ...{ plan: 'STARTER', standing: { state: 'lapsed', owed: after } },
    });
    expect(fakes.state.mails.at(-1)).toMatchObject({ kind: 'plan-changed', because: 'not-paid' });
  });

  test('and another one is paid, the plan is what that pays for', async () => {
    const fakes = fakePlans(paying(before, 'sub_1'));
    const anew = { checkout: 'cs_2', subscription: 'sub_2', at: planTime / 1_000 };
    const pay = () => receive(fakes, { kind: 'paid', id: 'evt_2', tenantId: 'tnt_1', plan: before, ...anew });
    await changePlan(whileMoving(fakes, pay), owner, after);
    expect(fakes.state.tenant).toMatchObject({ plan: before, standing: { subscription: 'sub_2' } });
    expect(fakes.state.paid.at(-1)).toBe('end sub_1');
  });
});

test.each(ends)('a page to pay on that was opened meanwhile, after %s, is still offered', async (_, end) => {
  const fakes = fakePlans(paying('PROFESSIONAL', 'sub_1'));
  const beginAnew = async () => {
    await end(fakes);
    fakes.state.now += 1_000;
    await changePlan(fakes.ports, other, 'ENTERPRISE');
  };
  expect(await changePlan(whileMoving(fakes, beginAnew), owner, 'ENTERPRISE')).toMatchObject({
    value: { plan: 'STARTER', pending: { plan: 'ENTERPRISE' } },
  });
});

describe('of two who move a subscription, the one whom the provider moved it for last has it', () => {
  const second = ({ state }: FakePlans) => {
    state.now += 1_000;
  };

  test('although the other is answered later', async () => {
    const fakes = fakePlans(paying('PROFESSIONAL', 'sub_1'));
    const otherMoves = async () => {
      await tells(fakes, 'active', 'ENTERPRISE');
      second(fakes);
      await changePlan(fakes.ports, other, 'PROFESSIONAL');
      await tells(fakes, 'active', 'PROFESSIONAL');
      second(fakes);
    };
    await changePlan(whileMoving(fakes, otherMoves), owner, 'ENTERPRISE');
    expect(fakes.state.paid).toEqual(['move sub_1 ENTERPRISE', 'move sub_1 PROFESSIONAL']);
    expect(fakes.state.tenant).toMatchObject({ plan: 'PROFESSIONAL', standing: { plan: 'PROFESSIONAL' } });
  });

  test('once its events are here, in any order', async () => {
    for (const order of [['ENTERPRISE', 'PROFESSIONAL'] as const, ['PROFESSIONAL', 'ENTERPRISE'] as const]) {
      const fakes = fakePlans(paying('PROFESSIONAL', 'sub_1'));
      const madeAt = { ENTERPRISE: planTime, PROFESSIONAL: planTime + 1_000 };
      const otherMoves = async () => {
        await changePlan(fakes.ports, other, 'ENTERPRISE');
        second(fakes);
        await changePlan(fakes.ports, other, 'PROFESSIONAL');
        second(fakes);
      };
      await changePlan(whileMoving(fakes, otherMoves), owner, 'ENTERPRISE');
      for (const plan of order) await tells(fakes, 'active', plan, madeAt[plan]);
      expect(fakes.state.tenant.plan).toBe('PROFESSIONAL');
    }
  });
});

describe('what an operator put in force', () => {
  const lapsed = (): Partial<PlannedTenant> => {
    const { subscriptions = {} } = paying('PROFESSIONAL', 'sub_1');
    const known = learn(subscriptions, {
      subscription: 'sub_1',
      at: planTime / 1_000 - 60,
      status: 'unpaid',
    });
    return { subscriptions: known, standing: standingOf(known, planTime).standing };
  };

  test.each([
    ['nothing', {}],
    ['a subscription to the smaller one', paying('PROFESSIONAL', 'sub_1')],
    ['a lapsed subscription', lapsed()],
  ] as const)('is given up for a smaller plan beside %s', async (_, initial) => {
    const { ports, state } = fakePlans({ ...initial, plan: 'ENTERPRISE' });
    expect(await changePlan(ports, owner, 'PROFESSIONAL')).toMatchObject({ value: { plan: 'PROFESSIONAL' } });
    expect(state.audited.at(-1)?.facts).toEqual({ before: 'ENTERPRISE', after: 'PROFESSIONAL' });
  });

  test.each([
    ['PROFESSIONAL', {}],
    ['ENTERPRISE', lapsed()],
  ] as const)('and has taken away meanwhile is not had again by asking for %s', async (plan, initial) => {
    const fakes = fakePlans({ ...initial, plan: 'ENTERPRISE' });
    const takeAway = () => setPlan(fakes.ports, 'tnt_1', 'STARTER', operator);
    await changePlan(onceRead(fakes, takeAway), owner, plan);
    expect(fakes.state.tenant.plan).toBe('STARTER');
  });
});
