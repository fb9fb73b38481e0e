import { describe, expect, test } from 'vitest';
import { fakePlans } from '../../../test/fakes/plans.ts';
import { changePlan } from './change-plan.ts';

const owner = { userId: 'usr_1', tenantId: 'tnt_1' };

describe('a smaller plan', () => {
  test('is in force at once, on record, and told to whoever must know', async () => {
    const { ports, state } = fakePlans({ plan: 'ENTERPRISE' });
    expect(await changePlan(ports, owner, 'PROFESSIONAL')).toMatchObject({
      ok: true,
      value: { plan: 'PROFESSIONAL', limits: { members: 100 }, pending: null },
    });
    expect(state.audited).toMatchObject([
      {
        actor: { kind: 'user', id: 'usr_1' },
        action: 'changePlan',
        facts: { before: 'ENTERPRISE', after: 'PROFESSIONAL' },
      },
    ]);
    expect(state.told).toMatchObject([{ tenantId: 'tnt_1', before: 'ENTERPRISE', after: 'PROFESSIONAL' }]);
    expect(state.mails.map(({ to }) => to)).toEqual(['ada@example.com', 'ida@example.com']);
    expect(state.tenant.unannounced).toBeUndefined();
  });

  test('is refused while more is used than it has, each limit by name', async () => {
    const { ports, state } = fakePlans({ plan: 'PROFESSIONAL' });
    state.usage = { ...state.usage, members: 6, guides: 101, apiKeys: 2, recordingsThisMonth: 4_000 };
    expect(await changePlan(ports, owner, 'STARTER')).toEqual({
      ok: false,
      reason: 'usage-exceeds-plan',
      errors: [
        { pointer: '/plan', message: 'members: 6 are used, STARTER has 5' },
        { pointer: '/plan', message: 'guides: 101 are used, STARTER has 100' },
      ],
    });
    expect([state.tenant.plan, state.told]).toEqual(['PROFESSIONAL', []]);
  });

  test('costs less from then on: the subscription follows, or ends', async () => {
    const { ports, state } = fakePlans({ plan: 'ENTERPRISE', subscription: 'sub_1' });
    await changePlan(ports, owner, 'PROFESSIONAL');
    expect(state.tenant.subscription).toBe('sub_1');
    await changePlan(ports, owner, 'STARTER');
    expect(state.paid).toEqual(['move sub_1 PROFESSIONAL', 'end sub_1']);
    expect(state.tenant.subscription).toBeUndefined();
  });
});

describe('a larger plan', () => {
  test('waits for its payment', async () => {
    const { ports, state } = fakePlans();
    expect(await changePlan(ports, owner, 'PROFESSIONAL')).toMatchObject({
      ok: true,
      value: { plan: 'STARTER', pending: { plan: 'PROFESSIONAL', checkoutUrl: 'https://pay.example/1' } },
    });
    expect(state.audited).toMatchObject([{ action: 'changePlan', facts: { awaited: 'PROFESSIONAL' } }]);
    expect(state.told).toEqual([]);
  });

  test('is offered on the same page until that ends', async () => {
    const { ports, state } = fakePlans();
    for (let time = 0; time < 3; time++) await changePlan(ports, owner, 'PROFESSIONAL');
    expect(state.paid).toHaveLength(1);
    state.now += 24 * 3_600_000;
    await changePlan(ports, owner, 'PROFESSIONAL');
    expect(state.paid).toHaveLength(2);
  });

  test('is given up by asking for the plan that one has', async () => {
    const { ports, state } = fakePlans();
    await changePlan(ports, owner, 'ENTERPRISE');
    expect(await changePlan(ports, owner, 'STARTER')).toMatchObject({ ok: true, value: { pending: null } });
    expect(state.audited.at(-1)).toMatchObject({ facts: { givenUp: 'ENTERPRISE' } });
    expect(await changePlan(ports, owner, 'STARTER')).toEqual({ ok: false, reason: 'same-plan' });
  });

  test('of somebody who pays already is paid with what pays for the present one', async () => {
    const { ports, state } = fakePlans({ plan: 'PROFESSIONAL', subscription: 'sub_1' });
    expect(await changePlan(ports, owner, 'ENTERPRISE')).toMatchObject({ value: { plan: 'ENTERPRISE' } });
    expect(state.paid).toEqual(['move sub_1 ENTERPRISE']);
  });

  test('is refused when that payment is', async () => {
    const { ports, state } = fakePlans({ plan: 'PROFESSIONAL', subscription: 'sub_1' });
    state.cardHolds = false;
    expect(await changePlan(ports, owner, 'ENTERPRISE')).toEqual({ ok: false, reason: 'payment-refused' });
    expect(state.tenant.plan).toBe('PROFESSIONAL');
  });

  test('takes an operator where there is no payment provider', async () => {
    const { ports, state } = fakePlans();
    state.provider = false;
    expect(await changePlan(ports, owner, 'PROFESSIONAL')).toEqual({ ok: false, reason: 'needs-operator' });
  });
});

test('a subscription that could not be ended is ended by whoever asks again', async () => {
  const { ports, state } = fakePlans({ plan: 'PROFESSIONAL', subscription: 'sub_1' });
  const { payments } = ports;
  ports.payments = () => Promise.reject(new Error('Stripe does not answer'));
  await expect(changePlan(ports, owner, 'STARTER')).rejects.toThrow('Stripe');
  expect(state.tenant).toMatchObject({ plan: 'STARTER', subscription: 'sub_1' });
  ports.payments = payments;
  expect(await changePlan(ports, owner, 'STARTER')).toMatchObject({ ok: true });
  expect([state.paid, state.tenant.subscription]).toEqual([['end sub_1'], undefined]);
});

test('a change that could not be told of is told of by whoever asks again', async () => {
  const { ports, state } = fakePlans({ plan: 'ENTERPRISE' });
  state.busWorks = false;
  await expect(changePlan(ports, owner, 'STARTER')).rejects.toThrow('away');
  expect([state.tenant.plan, state.told]).toEqual(['STARTER', []]);
  state.busWorks = true;
  expect(await changePlan(ports, owner, 'STARTER')).toMatchObject({ ok: true });
  expect(state.told).toHaveLength(1);
  expect(state.audited).toHaveLength(1);
});
