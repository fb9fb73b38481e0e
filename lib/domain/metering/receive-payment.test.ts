import { describe, expect, test } from 'vitest';
import { type FakePlans, fakePlans, paying, planTime } from '../../../test/fakes/plans.ts';
import { changePlan } from './change-plan.ts';
import type { PaymentEvent, SubscriptionStatus } from './payments.ts';
import { readPlan } from './read-plan.ts';
import { receivePayment } from './receive-payment.ts';
import { settlePlans } from './settle-plans.ts';
import { grace } from './subscriptions.ts';

const owner = { userId: 'usr_1', tenantId: 'tnt_1' };
const at = planTime / 1_000;
const common = { tenantId: 'tnt_1', subscription: 'sub_1', at } as const;
const paid = {
  ...{ kind: 'paid', id: 'evt_1', plan: 'PROFESSIONAL', checkout: 'cs_1' },
  ...common,
} as const satisfies PaymentEvent;
const is = (status: SubscriptionStatus, seconds: number, subscription = 'sub_1'): PaymentEvent => ({
  ...{ kind: 'subscription', id: `evt_${status}_${seconds}`, status },
  ...{ tenantId: 'tnt_1', subscription, at: at + seconds },
});
const receive = ({ ports }: FakePlans, event: PaymentEvent) =>
  receivePayment(ports, JSON.stringify(event), 'good');

test('what is paid is in force, on record, and told', async () => {
  const fakes = fakePlans();
  await changePlan(fakes.ports, owner, 'PROFESSIONAL');
  expect(await receive(fakes, paid)).toEqual({ ok: true, value: undefined });
  expect(fakes.state.tenant).toMatchObject({
    plan: 'PROFESSIONAL',
    standing: { state: 'paid', subscription: 'sub_1' },
    pending: undefined,
  });
  const actor = { kind: 'system', id: 'payment-provider' };
  expect(fakes.state.audited.slice(-2)).toMatchObject([
    { actor, action: 'receivePayment', facts: { event: 'evt_1', status: 'paid', subscription: 'sub_1' } },
    { actor, action: 'changePlan', facts: { before: 'STARTER', after: 'PROFESSIONAL' } },
  ]);
  expect(fakes.state.mails).toHaveLength(2);
});

test('an event with another signature is refused and changes nothing', async () => {
  const { ports, state } = fakePlans();
  const refused = { ok: false, reason: 'invalid-signature' };
  expect(await receivePayment(ports, JSON.stringify(paid), 'bad')).toEqual(refused);
  expect(await receivePayment(ports, JSON.stringify(paid), undefined)).toEqual(refused);
  expect(state.tenant.plan).toBe('STARTER');
});

test('an event that comes again, even much later, does nothing more', async () => {
  const fakes = fakePlans();
  await receive(fakes, paid);
  await changePlan(fakes.ports, owner, 'STARTER');
  fakes.state.now += 90 * 24 * 3_600_000;
  await receive(fakes, paid);
  await receive(fakes, { ...paid, id: 'evt_other', at: at + 100 });
  expect(fakes.state.tenant.plan).toBe('STARTER');
  expect(fakes.state.told).toHaveLength(2);
});

test('ten deliveries at once make one change', async () => {
  const fakes = fakePlans();
  await Promise.all(Array.from({ length: 10 }, () => receive(fakes, paid)));
  expect(fakes.state.audited.map(({ action }) => action)).toEqual(['receivePayment', 'changePlan']);
  expect(fakes.state.tenant.plan).toBe('PROFESSIONAL');
});

test('a second payment ends what paid before', async () => {
  const fakes = fakePlans(paying('PROFESSIONAL', 'sub_0'));
  await receive(fakes, { ...paid, plan: 'ENTERPRISE' });
  expect(fakes.state.tenant).toMatchObject({
    plan: 'ENTERPRISE',
    standing: { subscription: 'sub_1' },
    toEnd: [],
  });
  expect(fakes.state.paid).toEqual(['end sub_0']);
});

test('a checkout that was given up is pending no more; another one’s end does not matter', async () => {
  const fakes = fakePlans();
  await changePlan(fakes.ports, owner, 'PROFESSIONAL');
  const { checkout = '' } = fakes.state.tenant.pending ?? {};
  const over = { kind: 'not-paid', id: 'evt_2', tenantId: 'tnt_1', at } as const;
  await receive(fakes, { ...over, checkout: 'cs_other' });
  expect(fakes.state.tenant.pending).toBeDefined();
  await receive(fakes, { ...over, checkout });
  expect(fakes.state.tenant.pending).toBeUndefined();
});

test('what is of no tenant here, or of no meaning, is taken and forgotten', async () => {
  const fakes = fakePlans();
  expect(await receive(fakes, { ...paid, tenantId: 'tnt_elsewhere' })).toMatchObject({ ok: true });
  expect(await receive(fakes, { kind: 'other', id: 'evt_6' })).toMatchObject({ ok: true });
  expect([fakes.state.tenant.plan, fakes.state.audited]).toEqual(['STARTER', []]);
});

describe('a subscription', () => {
  const bought = async () => {
    const fakes = fakePlans();
    await receive(fakes, paid);
    return fakes;
  };
  const planOf = ({ ports }: FakePlans) => readPlan(ports, owner);

  test.each(['canceled', 'unpaid', 'incomplete_expired', 'paused'] as const)(
    'that is %s leaves the smallest plan, whatever is used; another’s end does not matter',
    async (status) => {
      const fakes = await bought();
      fakes.state.usage = { ...fakes.state.usage, members: 500 };
      await receive(fakes, is('canceled', 5, 'sub_of_something_else'));
      expect(fakes.state.tenant.plan).toBe('PROFESSIONAL');
      await receive(fakes, is(status, 10));
      expect(fakes.state.tenant.plan).toBe('STARTER');
      expect(fakes.state.mails.at(-1)).toMatchObject({
        ...{ kind: 'plan-changed', plan: 'STARTER', because: 'not-paid' },
      });
    },
  );

  test('that ended before it was said to be paid makes no plan', async () => {
    const fakes = fakePlans();
    await receive(fakes, is('canceled', 10));
    await receive(fakes, paid);
    expect(fakes.state.tenant).toMatchObject({ plan: 'STARTER', standing: { state: 'none' } });
  });

  test('that is past due keeps the plan for a grace, and whoever can do something about it is told', async () => {
    const fakes = await bought();
    await receive(fakes, is('past_due', 10));
    const until = new Date(planTime + 10_000 + grace).toISOString();
    expect(await planOf(fakes)).toMatchObject({
      value: {
        plan: 'PROFESSIONAL',
        payment: {
          ...{ state: 'past-due', plan: 'PROFESSIONAL', graceEndsAt: until },
          payUrl: 'https://pay.example/owed/sub_1',
        },
      },
    });
    expect(fakes.state.mails.slice(2)).toMatchObject(
      ['ada@example.com', 'ida@example.com', 'adam@example.com'].map((to) => ({
        ...{ kind: 'payment-failed', to, plan: 'PROFESSIONAL', until },
      })),
    );
    fakes.state.now += grace;
    await settlePlans(fakes.ports);
    expect(fakes.state.tenant.plan).toBe('PROFESSIONAL');
    fakes.state.now += 11_000;
    await settlePlans(fakes.ports);
    expect(await planOf(fakes)).toMatchObject({
      value: { plan: 'STARTER', payment: { state: 'lapsed', plan: 'PROFESSIONAL', graceEndsAt: null } },
    });
    expect(fakes.state.audited.at(-1)).toMatchObject({ action: 'changePlan', facts: { after: 'STARTER' } });
    expect(fakes.state.unsettled.size).toBe(0);
  });

  test('that is past due twice in a row gets no second grace', async () => {
    const fakes = await bought();
    for (const seconds of [10, 20, 30]) await receive(fakes, is('past_due', seconds));
    expect(fakes.state.tenant.standing.graceEndsAt).toBe(new Date(planTime + 10_000 + grace).toISOString());
    expect(fakes.state.mails.filter(({ kind }) => kind === 'payment-failed')).toHaveLength(3);
  });

  test.each(['past_due', 'unpaid'] as const)('that was %s and is paid has its plan again', async (status) => {
    const fakes = await bought();
    await receive(fakes, is(status, 10));
    await receive(fakes, is('active', 20));
    expect(await planOf(fakes)).toMatchObject({ value: { plan: 'PROFESSIONAL', payment: null } });
    expect(fakes.state.mails.at(-1)?.kind).toBe(status === 'unpaid' ? 'plan-changed' : 'payment-made');
    expect(fakes.state.unsettled.size).toBe(0);
  });

  test('that lapsed is ended by asking for the smallest plan, or by paying anew', async () => {
    const fakes = await bought();
    await receive(fakes, is('unpaid', 10));
    expect(await changePlan(fakes.ports, owner, 'PROFESSIONAL')).toMatchObject({
      value: { plan: 'STARTER', pending: { plan: 'PROFESSIONAL' } },
    });
    expect(fakes.state.paid).toEqual(['checkout PROFESSIONAL']);
    await receive(fakes, { ...paid, id: 'evt_2', checkout: 'cs_2', subscription: 'sub_2', at: at + 20 });
    expect(fakes.state.paid.at(-1)).toBe('end sub_1');
    await receive(fakes, is('unpaid', 30, 'sub_2'));
    expect(await changePlan(fakes.ports, owner, 'STARTER')).toMatchObject({ value: { payment: null } });
    expect(fakes.state.paid.at(-1)).toBe('end sub_2');
  });

  test('that was moved at the provider brings the plan of its price', async () => {
    const fakes = await bought();
    await receive(fakes, { ...is('active', 10), plan: 'ENTERPRISE' } as PaymentEvent);
    expect(fakes.state.tenant.plan).toBe('ENTERPRISE');
  });

  test('leaves alone what an operator put in force, until it tells something else than before', async () => {
    const fakes = await bought();
    fakes.state.tenant = { ...fakes.state.tenant, plan: 'ENTERPRISE' };
    await receive(fakes, is('active', 10));
    expect(fakes.state.tenant.plan).toBe('ENTERPRISE');
    await receive(fakes, is('unpaid', 20));
    expect(fakes.state.tenant.plan).toBe('STARTER');
  });
});
