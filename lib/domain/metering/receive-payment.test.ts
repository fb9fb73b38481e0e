import { expect, test } from 'vitest';
import { fakePlans } from '../../../test/fakes/plans.ts';
import { changePlan } from './change-plan.ts';
import type { PaymentEvent } from './payments.ts';
import { receivePayment } from './receive-payment.ts';

const owner = { userId: 'usr_1', tenantId: 'tnt_1' };
const paid: PaymentEvent = {
  kind: 'paid',
  id: 'evt_1',
  tenantId: 'tnt_1',
  plan: 'PROFESSIONAL',
  checkout: 'cs_1',
  subscription: 'sub_1',
};
type Fakes = ReturnType<typeof fakePlans>;
const receive = ({ ports }: Fakes, event: PaymentEvent) =>
  receivePayment(ports, JSON.stringify(event), 'good');

test('what is paid is in force, on record, and told', async () => {
  const fakes = fakePlans();
  await changePlan(fakes.ports, owner, 'PROFESSIONAL');
  expect(await receive(fakes, paid)).toEqual({ ok: true, value: undefined });
  expect(fakes.state.tenant).toMatchObject({
    plan: 'PROFESSIONAL',
    subscription: 'sub_1',
    pending: undefined,
  });
  expect(fakes.state.audited.at(-1)).toMatchObject({
    actor: { kind: 'system', id: 'payment-provider' },
    facts: { before: 'STARTER', after: 'PROFESSIONAL' },
  });
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
  await receive(fakes, paid);
  expect(fakes.state.tenant.plan).toBe('STARTER');
  expect(fakes.state.told).toHaveLength(2);
});

test('ten deliveries at once make one change', async () => {
  const fakes = fakePlans();
  await Promise.all(Array.from({ length: 10 }, () => receive(fakes, paid)));
  expect(fakes.state.audited).toHaveLength(1);
  expect(fakes.state.tenant.plan).toBe('PROFESSIONAL');
});

test('what stopped half way is finished when the event comes again', async () => {
  const fakes = fakePlans();
  fakes.state.busWorks = false;
  await expect(receive(fakes, paid)).rejects.toThrow('away');
  fakes.state.busWorks = true;
  await receive(fakes, paid);
  expect([fakes.state.told.length, fakes.state.audited.length, fakes.state.mails.length]).toEqual([1, 1, 2]);
});

test('a second payment ends what paid before', async () => {
  const fakes = fakePlans({ plan: 'PROFESSIONAL', subscription: 'sub_0', paidBy: 'cs_0' });
  await receive(fakes, { ...paid, plan: 'ENTERPRISE' });
  expect(fakes.state.tenant).toMatchObject({ plan: 'ENTERPRISE', subscription: 'sub_1' });
  expect(fakes.state.paid).toEqual(['end sub_0']);
});

test('a checkout that was given up is pending no more; another one’s end does not matter', async () => {
  const fakes = fakePlans();
  await changePlan(fakes.ports, owner, 'PROFESSIONAL');
  await receive(fakes, { kind: 'not-paid', id: 'evt_2', tenantId: 'tnt_1', checkout: 'cs_other' });
  expect(fakes.state.tenant.pending).toBeDefined();
  await receive(fakes, { kind: 'not-paid', id: 'evt_3', tenantId: 'tnt_1', checkout: 'cs_1' });
  expect(fakes.state.tenant.pending).toBeUndefined();
});

test('who stops paying is on the smallest plan, whatever is used; only of the present subscription', async () => {
  const fakes = fakePlans({ plan: 'ENTERPRISE', subscription: 'sub_1' });
  fakes.state.usage = { ...fakes.state.usage, members: 500 };
  await receive(fakes, { kind: 'ended', id: 'evt_4', tenantId: 'tnt_1', subscription: 'sub_old' });
  expect(fakes.state.tenant.plan).toBe('ENTERPRISE');
  await receive(fakes, { kind: 'ended', id: 'evt_5', tenantId: 'tnt_1', subscription: 'sub_1' });
  expect(fakes.state.tenant).toMatchObject({ plan: 'STARTER', subscription: undefined });
});

test('what is of no tenant here, or of no meaning, is taken and forgotten', async () => {
  const fakes = fakePlans();
  expect(await receive(fakes, { ...paid, tenantId: 'tnt_elsewhere' })).toMatchObject({ ok: true });
  expect(await receive(fakes, { kind: 'other', id: 'evt_6' })).toMatchObject({ ok: true });
  expect(fakes.state.tenant.plan).toBe('STARTER');
});
