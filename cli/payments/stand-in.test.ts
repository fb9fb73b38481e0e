import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StandInPayments, startStandInPayments } from './stand-in.ts';

let events: Server;
let payments: StandInPayments;
let library: Stripe;
const received: { body: string; signature: string }[] = [];

beforeAll(async () => {
  events = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const signature = String(request.headers['stripe-signature']);
    received.push({ body: Buffer.concat(chunks).toString(), signature });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => events.listen(0, '127.0.0.1', resolve));
  payments = await startStandInPayments(`http://127.0.0.1:${(events.address() as AddressInfo).port}/events`);
  const { hostname, port } = new URL(payments.account.apiUrl);
  library = new Stripe(payments.account.apiKey, { host: hostname, port, protocol: 'http' });
});
afterAll(async () => {
  await payments?.stop();
  events?.close();
});

const checkout = () =>
  library.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: 'price_p', quantity: 1 }],
    metadata: { tenant_id: 'tnt_1', plan: 'PROFESSIONAL' },
    success_url: 'https://a.example/done',
    cancel_url: 'https://a.example/given-up',
  });
const choose = (page: string | null, choice: 'pay' | 'cancel') =>
  fetch(String(page), { method: 'POST', body: new URLSearchParams({ choice }), redirect: 'manual' });
const lastEvent = () => {
  const { body, signature } = received.at(-1) ?? { body: '', signature: '' };
  return library.webhooks.constructEvent(body, signature, payments.account.webhookSecret);
};

test('Stripe’s own library opens a checkout, believes the event of its payment, and ends what was paid for', async () => {
  const { url } = await checkout();
  expect(await (await fetch(String(url))).text()).toContain('Pay for Professional');
  expect((await choose(url, 'pay')).headers.get('location')).toBe('https://a.example/done');
  expect(lastEvent()).toMatchObject({
    type: 'checkout.session.completed',
    data: { object: { payment_status: 'paid', metadata: { tenant_id: 'tnt_1' } } },
  });
  const [{ id = '' } = {}] = payments.subscriptions.values();
  const kept = await library.subscriptions.retrieve(id);
  const [item] = kept.items.data;
  expect(item?.price.id).toBe('price_p');
  await library.subscriptions.update(id, { items: [{ id: item?.id ?? '', price: 'price_e' }] });
  expect((await library.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe('price_e');
  await library.subscriptions.cancel(id);
  expect(lastEvent().type).toBe('customer.subscription.deleted');
  await expect(library.subscriptions.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
});

test('a subscription’s payment fails, is owed, and is made up for, each as Stripe’s own library sees it', async () => {
  const { url } = await checkout();
  await choose(url, 'pay');
  const { id = '' } = [...payments.subscriptions.values()].at(-1) ?? {};
  await payments.setStatus(id, 'past_due');
  expect(lastEvent()).toMatchObject({
    type: 'customer.subscription.updated',
    data: { object: { id, status: 'past_due', metadata: { tenant_id: 'tnt_1' } } },
  });
  const { latest_invoice: owed } = await library.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  if (owed === null || typeof owed === 'string') throw new Error('the invoice is not there');
  expect(owed.status).toBe('open');
  await choose(owed.hosted_invoice_url ?? null, 'pay');
  expect(lastEvent()).toMatchObject({ data: { object: { status: 'active' } } });
});

test('a price has a figure, and one that was never made has none', async () => {
  expect(await library.prices.retrieve('price_professional')).toMatchObject({
    ...{ currency: 'usd', unit_amount: 4_900, recurring: { interval: 'month' } },
  });
  await expect(library.prices.retrieve('price_x')).rejects.toMatchObject({ statusCode: 404 });
});

test('whoever gives up goes back, and the page is over', async () => {
  const { url } = await checkout();
  expect((await choose(url, 'cancel')).headers.get('location')).toBe('https://a.example/given-up');
  expect(lastEvent().type).toBe('checkout.session.expired');
  expect((await choose(url, 'pay')).status).toBe(410);
});

test('another key than the account’s is refused', async () => {
  const { hostname, port } = new URL(payments.account.apiUrl);
  const stranger = new Stripe('sk_test_other', { host: hostname, port, protocol: 'http' });
  await expect(stranger.subscriptions.retrieve('sub_1')).rejects.toMatchObject({ statusCode: 401 });
});
