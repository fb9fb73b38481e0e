import { describe, expect, test } from 'vitest';
import { fakePlans, paying } from '../../../test/fakes/plans.ts';
import { changePlan } from './change-plan.ts';
import { settlePlans } from './settle-plans.ts';

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
    expect([state.tenant.toTell, state.unsettled.size]).toEqual([[], 0]);
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
    const { ports, state } = fakePlans(paying('ENTERPRISE', 'sub_1'));
    await changePlan(ports, owner, 'PROFESSIONAL');
    expect(state.tenant.standing).toMatchObject({ subscription: 'sub_1', plan: 'PROFESSIONAL' });
    await changePlan(ports, owner, 'STARTER');
    expect(state.paid).toEqual(['move sub_1 PROFESSIONAL', 'end sub_1']);
    expect(state.tenant).toMatchObject({ standing: { state: 'none' }, toEnd: [] });
  });
});

test('a smaller plan that the provider cannot move the subscription to is refused: the larger one is still paid', async () => {
  const { ports, state } = fakePlans(paying('ENTERPRISE', 'sub_1'));
  state.cardHolds = false;
  expect(await changePlan(ports, owner, 'PROFESSIONAL')).toEqual({ ok: false, reason: 'payment-refused' });
  expect(state.tenant.plan).toBe('ENTERPRISE');
});

describe('a larger plan', () => {
  test('waits for its payment', async () => {
    const { ports, state } = fakePlans();
    expect(await changePlan(ports, owner, 'PROFESSIONAL')).toMatchObject({
      ok: true,
      value: {
        plan: 'STARTER',
        pending: { plan: 'PROFESSIONAL', checkoutUrl: expect.stringMatching(/^https:\/\/pay\.example/) },
      },
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
    const { ports, state } = fakePlans(paying('PROFESSIONAL', 'sub_1'));
    expect(await changePlan(ports, owner, 'ENTERPRISE')).toMatchObject({ value: { plan: 'ENTERPRISE' } });
    expect(state.paid).toEqual(['move sub_1 ENTERPRISE']);
  });

  test('is refused when that payment is', async () => {
    const { ports, state } = fakePlans(paying('PROFESSIONAL', 'sub_1'));
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

test('a change holds although the provider or the bus is away; the rest is done once they are back', async () => {
  const { ports, state } = fakePlans(paying('PROFESSIONAL', 'sub_1'));
  [state.providerWorks, state.busWorks] = [false, false];
  expect(await changePlan(ports, owner, 'STARTER')).toMatchObject({ ok: true, value: { plan: 'STARTER' } });
  expect([state.running.size, state.told, state.later.length]).toEqual([1, [], 1]);
  state.now += 61_000;
  await expect(settlePlans(ports)).rejects.toThrow('1 of 1 could not be settled');
  [state.providerWorks, state.busWorks] = [true, true];
  expect(await settlePlans(ports)).toEqual({ left: 0 });
  expect([state.running.size, state.told.length, state.audited.length]).toEqual([0, 1, 1]);
  expect(await settlePlans(ports)).toEqual({ left: 0 });
  expect([state.paid, state.unsettled.size]).toEqual([['end sub_1'], 0]);
});

test('a plan can be read while the payment provider is away, but for what that would have said', async () => {
  const { ports, state } = fakePlans({ plan: 'ENTERPRISE' });
  expect(await changePlan(ports, owner, 'PROFESSIONAL')).toMatchObject({
    value: { prices: { PROFESSIONAL: { amount: 49, currency: 'EUR' }, ENTERPRISE: null } },
  });
  state.providerWorks = false;
  const unknown = { PROFESSIONAL: null, ENTERPRISE: null };
  expect(await changePlan(ports, owner, 'STARTER')).toMatchObject({ value: { prices: unknown } });
  state.provider = false;
  expect(await changePlan({ ...ports }, owner, 'STARTER')).toEqual({ ok: false, reason: 'same-plan' });
});
