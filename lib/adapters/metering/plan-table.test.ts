import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTables } from '../../../test/fakes/tables.ts';
import type { Audited } from '../../contracts/audit/audited.ts';
import { newIdentifier } from '../../runtime/identifier.ts';
import { dynamoPlans } from './dynamo-plans.ts';
import { dynamoUnsettled } from './dynamo-unsettled.ts';

let started: Awaited<ReturnType<typeof startTables<'Identity'>>>;
beforeAll(async () => {
  started = await startTables({ Identity: { partition: 'pk', sort: 'sk' } });
});
afterAll(() => started?.cloud[Symbol.asyncDispose]());

async function founded() {
  const { client, name: TableName } = started.tables.Identity;
  const tenantId = newIdentifier('tnt');
  const Key = { pk: `TENANT#${tenantId}`, sk: 'TENANT' };
  const Item = { ...Key, name: 'Acme', plan: 'STARTER', owners: new Set(['usr_1']) };
  await client.send(new PutCommand({ TableName, Item }));
  const plans = dynamoPlans(started.tables.Identity);
  const tenant = await plans.find(tenantId);
  if (!tenant) throw new Error('the tenant is gone');
  const item = async () => (await client.send(new GetCommand({ TableName, Key }))).Item;
  return { plans, tenant, item };
}

const audited = (tenantId: string, action: string): Audited => ({
  ...{ tenantId, action, actor: { kind: 'system', id: 'payment-provider' } },
  resource: { kind: 'Tenant', id: tenantId },
});

test('plan, subscriptions to end, whom to tell and the log are one write, beside what else the tenant has', async () => {
  const { plans, tenant, item } = await founded();
  const { tenantId } = tenant;
  const change = { id: 'chg_1', tenantId, before: 'STARTER', after: 'ENTERPRISE', at: '2026-03-01' } as const;
  const after = {
    ...tenant,
    plan: 'ENTERPRISE' as const,
    subscriptions: { sub_1: { statuses: [{ at: 1, value: 'active' as const }] } },
    standing: { plan: 'ENTERPRISE' as const, state: 'paid' as const, subscription: 'sub_1' },
    toEnd: ['sub_0'],
    toTell: [{ kind: 'plan-changed' as const, change }],
  };
  const events = [audited(tenantId, 'receivePayment'), audited(tenantId, 'changePlan')];
  expect(await plans.save(tenant, after, events)).toBe(true);
  expect(await plans.find(tenantId)).toEqual({ ...after, revision: 1 });
  const { owners, auditOutbox } = (await item()) ?? {};
  expect([...owners]).toEqual(['usr_1']);
  expect(auditOutbox.map((text: string) => JSON.parse(text).action)).toEqual([
    'receivePayment',
    'changePlan',
  ]);
});

test('what was decided from an older state is not written', async () => {
  const { plans, tenant } = await founded();
  const pending = { plan: 'ENTERPRISE', checkout: 'cs_1', checkoutUrl: 'https://pay', since: '' } as const;
  const outcomes = await Promise.all([1, 2, 3].map(() => plans.save(tenant, { ...tenant, pending }, [])));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  const present = await plans.find(tenant.tenantId);
  expect(present).toMatchObject({ pending, revision: 1 });
  if (!present) throw new Error('the tenant is gone');
  expect(await plans.save(present, { ...present, pending: undefined }, [])).toBe(true);
  expect(await plans.save(present, { ...present, plan: 'ENTERPRISE' }, [])).toBe(false);
  expect(await plans.find(tenant.tenantId)).toMatchObject({ plan: 'STARTER', pending: undefined });
});

test('a tenant that is not there gets no plan', async () => {
  const { plans, tenant } = await founded();
  const nobody = { ...tenant, tenantId: newIdentifier('tnt') };
  expect(await plans.find(nobody.tenantId)).toBeUndefined();
  expect(await plans.save(nobody, nobody, [])).toBe(false);
});

test('what is noted is listed until it is cleared, and stays when it was noted anew', async () => {
  const clock = { now: 1_000 };
  const unsettled = dynamoUnsettled(started.tables.Identity, () => clock.now);
  const [one, other] = [newIdentifier('tnt'), newIdentifier('tnt')];
  const marks = [await unsettled.note(one), await unsettled.note(other)];
  expect(await unsettled.list(1_000)).toEqual([]);
  expect((await unsettled.list(1_001)).map(({ tenantId }) => tenantId).sort()).toEqual([one, other].sort());
  clock.now = 2_000;
  const anew = await unsettled.note(other);
  for (const mark of marks) await unsettled.clear(mark);
  expect(await unsettled.list(9_000)).toEqual([anew]);
});
