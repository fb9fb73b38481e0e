import { createHmac } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAuditResponse } from '../../lib/contracts/audit/entry.ts';
import { type PlanResponse, planResponse } from '../../lib/contracts/metering/plan.ts';
import { openRecording, type RecordingAgent } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';
import { tableOf } from '../cloud/tenant-tables.ts';

let product: ProductCloud;
beforeAll(async () => {
  product = await startProductCloud(undefined, { plan: 'STARTER' });
});
afterAll(() => product?.[Symbol.asyncDispose]());

const readPlan = async (): Promise<PlanResponse> =>
  planResponse.parse(await (await product.call('GET', '/v1/plan')).json());
const ask = (plan: string) => product.call('PUT', '/v1/plan', { plan });
const choose = (page: string, choice: 'pay' | 'cancel') =>
  fetch(page, { method: 'POST', body: new URLSearchParams({ choice }), redirect: 'manual' });
const running: RecordingAgent[] = [];
const open = async () => running.push(await openRecording(product.api, product.token));

/** What is taken for guides, in the table. */
async function rooms() {
  const { tenant } = await (await product.call('GET', '/v1/account')).json();
  const { client, name: TableName } = await tableOf(product, 'MeteringData-Counter');
  const Key = { pk: `GUIDES#${tenant.id}` };
  return {
    read: async () => (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item,
    put: (item: object) => client.send(new PutCommand({ TableName, Item: { ...Key, ...item } })),
  };
}

test('a tenant begins on STARTER and sees what it uses of it', async () => {
  expect(await readPlan()).toMatchObject({
    plan: 'STARTER',
    limits: { requestsPerMinute: 600, concurrentRecordings: 3 },
    usage: { members: 1, apiKeys: 1, guides: 0, concurrentRecordings: 0, recordingsThisMonth: 0 },
    pending: null,
    prices: { PROFESSIONAL: { amount: 49, currency: 'USD', every: { count: 1, unit: 'month' } } },
    payment: null,
  });
});

test('no recording begins where there is room for no more guides, and it does once there is', async () => {
  const { read, put } = await rooms();
  await put({ taken: 100, held: {}, making: {}, revision: 1 });
  await expect(open()).rejects.toThrow(/409.*too-many-guides.*STARTER has room for 100 guides/s);
  const recorder = { title: 'Save', steps: [{ type: 'navigate', url: 'http://shop.invalid/' }] };
  const step = { type: 'click', selectors: [['#save']], offsetX: 1, offsetY: 1 };
  const imported = { recorder: { ...recorder, steps: [...recorder.steps, step] } };
  const refused = await product.call('POST', '/v1/imports', imported);
  expect([refused.status, (await refused.json()).type]).toEqual([
    409,
    'https://guidewright.dev/problems/too-many-guides',
  ]);
  // Counted anew, from the guides themselves.
  expect((await readPlan()).usage).toMatchObject({ guides: 0, recordingsThisMonth: 0 });
  await open();
  const { recordingId } = running.pop() ?? {};
  await product.call('DELETE', `/v1/recordings/${recordingId}`);
  expect(await read()).toMatchObject({ taken: 0, held: {} });
});

test('as many recordings run as the plan says; the next is refused until one is discarded or finished', async () => {
  for (let count = 0; count < 3; count++) await open();
  await expect(open()).rejects.toThrow(/409.*too-many-recordings/);
  expect((await readPlan()).usage).toMatchObject({ concurrentRecordings: 3, recordingsThisMonth: 4 });
  const [discarded, finished] = running;
  await product.call('DELETE', `/v1/recordings/${discarded?.recordingId}`);
  await open();
  await expect(open()).rejects.toThrow(/too-many-recordings/);
  await finished?.send(await finished.seal(1, [clickAction(0)]));
  await finished?.finalize(1);
  await open();
  expect((await readPlan()).usage).toMatchObject({ concurrentRecordings: 3, recordingsThisMonth: 6 });
});

test('a guide takes the room that was kept for it, and gives it back when it is deleted', async () => {
  const { read } = await rooms();
  const { guides } = await eventually(
    async () => (await product.call('GET', '/v1/guides')).json(),
    ({ guides: [guide] }) => guide?.status === 'published',
  );
  // Three recordings run, and none is being made.
  expect(await read()).toMatchObject({ taken: 4, making: {} });
  expect((await product.call('DELETE', `/v1/guides/${guides[0].id}`)).status).toBe(204);
  expect(await read()).toMatchObject({ taken: 3, making: {} });
});

test('an upgrade that is given up on the payment page leaves everything as it was', async () => {
  const { pending } = planResponse.parse(await (await ask('PROFESSIONAL')).json());
  expect(pending?.plan).toBe('PROFESSIONAL');
  const back = await choose(pending?.checkoutUrl ?? '', 'cancel');
  expect(back.headers.get('location')).toBe(`${product.edge}/settings/plan?payment=given-up`);
  expect(await readPlan()).toMatchObject({ plan: 'STARTER', pending: null });
});

test('a paid upgrade is in force: more recordings at once, and more requests within half a minute', async () => {
  const { plan, pending } = planResponse.parse(await (await ask('PROFESSIONAL')).json());
  expect(plan).toBe('STARTER');
  const back = await choose(pending?.checkoutUrl ?? '', 'pay');
  expect(back.headers.get('location')).toBe(`${product.edge}/settings/plan?payment=done`);
  expect(await readPlan()).toMatchObject({ plan: 'PROFESSIONAL', pending: null });
  const paidAt = Date.now();
  await eventually(
    async () => (await product.call('GET', '/v1/guides')).headers.get('ratelimit-policy'),
    (policy) => policy === '"tenant";q=3000;w=60',
    35_000,
  );
  await eventually(() => open().catch(() => undefined), Boolean, 35_000);
  expect(Date.now() - paidAt).toBeLessThan(35_000);
});

test('the owners are mailed, and the log names who did it', async () => {
  await eventually(
    async () => (await fetch(product.mailUrl)).text(),
    (mailbox) => mailbox.includes('Your plan is Professional') && mailbox.includes('ada@example.com'),
  );
  const entries = await eventually(
    async () =>
      listAuditResponse.parse(await (await product.call('GET', '/v1/audit?action=changePlan')).json())
        .entries,
    ([latest]) => latest?.facts?.after === 'PROFESSIONAL',
  );
  expect(entries[0]).toMatchObject({
    actor: { kind: 'system', id: 'payment-provider' },
    facts: { before: 'STARTER', after: 'PROFESSIONAL' },
  });
});

test('what is owed is told and can be paid, while the plan stays', async () => {
  const [subscription] = product.payments.subscriptions.values();
  expect((await product.payments.setStatus(subscription?.id ?? '', 'past_due')).status).toBe(204);
  const { payment, plan } = await readPlan();
  expect([plan, payment]).toMatchObject(['PROFESSIONAL', { state: 'past-due', plan: 'PROFESSIONAL' }]);
  const days = (Date.parse(payment?.graceEndsAt ?? '') - Date.now()) / (24 * 3_600_000);
  expect(Math.round(days)).toBe(14);
  await eventually(
    async () => (await fetch(product.mailUrl)).text(),
    (mailbox) => mailbox.includes('A payment for your plan failed'),
  );
  await choose(payment?.payUrl ?? '', 'pay');
  expect(await readPlan()).toMatchObject({ plan: 'PROFESSIONAL', payment: null });
});

test('a smaller plan is refused while more is used than it has, and says what', async () => {
  const refused = await ask('STARTER');
  const told = await refused.json();
  expect([refused.status, told.type]).toEqual([409, 'https://guidewright.dev/problems/usage-exceeds-plan']);
  expect(told.errors).toEqual([
    { pointer: '/plan', message: 'concurrentRecordings: 4 are used, STARTER has 3' },
  ]);
  await product.call('DELETE', `/v1/recordings/${running.at(-1)?.recordingId}`);
  const changed = await ask('STARTER');
  expect([changed.status, (await changed.json()).plan]).toEqual([200, 'STARTER']);
  const [subscription] = product.payments.subscriptions.values();
  expect(subscription?.status).toBe('canceled');
});

const paid = async () => {
  const { tenant } = await (await product.call('GET', '/v1/account')).json();
  const metadata = { tenant_id: tenant.id, plan: 'ENTERPRISE' };
  return { id: 'cs_forged', payment_status: 'paid', subscription: 'sub_forged', metadata };
};

test('an event that is forged, or older than five minutes, is refused', async () => {
  const object = await paid();
  const type = 'checkout.session.completed';
  const old = await product.payments.send(type, object, { at: Math.floor(Date.now() / 1_000) - 360 });
  expect([old.status, (await old.json()).type]).toEqual([
    400,
    'https://guidewright.dev/problems/invalid-signature',
  ]);
  const body = JSON.stringify({ id: 'evt_forged', type, data: { object } });
  const at = Math.floor(Date.now() / 1_000);
  const v1 = createHmac('sha256', 'whsec_of_somebody_else').update(`${at}.${body}`).digest('hex');
  for (const signature of [`t=${at},v1=${v1}`, `t=${at}`, '']) {
    const headers = { 'stripe-signature': signature };
    const answer = await fetch(`${product.api}/v1/payments/events`, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
  }
  expect((await readPlan()).plan).toBe('STARTER');
});

test('an event that is replayed changes nothing a second time', async () => {
  const object = { ...(await paid()), id: 'cs_replayed', subscription: 'sub_replayed' };
  const send = () => product.payments.send('checkout.session.completed', object, { id: 'evt_replayed' });
  expect((await send()).status).toBe(204);
  expect((await readPlan()).plan).toBe('ENTERPRISE');
  expect((await ask('STARTER')).status).toBe(200);
  expect((await send()).status).toBe(204);
  expect((await readPlan()).plan).toBe('STARTER');
});

test('a subscription that ended before it was told to be paid makes no plan', async () => {
  const object = { ...(await paid()), id: 'cs_late', subscription: 'sub_late' };
  const ended = { id: 'sub_late', status: 'canceled', metadata: object.metadata };
  await product.payments.send('customer.subscription.deleted', ended);
  const late = Math.floor(Date.now() / 1_000) - 60;
  await product.payments.send('checkout.session.completed', object, { created: late });
  expect((await readPlan()).plan).toBe('STARTER');
});

test('what broke off is gone on with by the schedule’s function', async () => {
  expect(await product.invoke('SettlePlans', {})).toEqual({ left: 0 });
});

test('an operator puts a plan in force without a payment', async () => {
  const { tenant } = await (await product.call('GET', '/v1/account')).json();
  expect(await product.invoke('SetPlan', { tenantId: tenant.id, plan: 'ENTERPRISE' })).toEqual({
    found: true,
  });
  expect((await readPlan()).plan).toBe('ENTERPRISE');
  expect(await product.invoke('SetPlan', { tenantId: 'tnt_nobody', plan: 'STARTER' })).toEqual({
    found: false,
  });
});
