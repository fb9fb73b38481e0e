import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { callStripe } from './client.ts';
import { stripeEvents } from './events.ts';
import { stripePayments } from './payments.ts';
import { priceOf } from './price.ts';
import { isSigned } from './signature.ts';

const secret = 'whsec_0123456789abcdef';
const now = 1_780_000_000_000;
const seconds = now / 1_000;
const payload = JSON.stringify({ id: 'evt_1', type: 'checkout.session.completed', data: { object: {} } });
const official = new Stripe('sk_test_none');
const header = (timestamp = seconds, options = {}) =>
  official.webhooks.generateTestHeaderString({ payload, secret, timestamp, ...options });

describe('the signature of an event', () => {
  test('is taken as Stripe’s own library makes it', () => {
    expect(isSigned(payload, header(), secret, now)).toBe(true);
    expect(isSigned(payload, `${header()},v0=abc,v1=00`, secret, now)).toBe(true);
  });

  test.each([
    ['of another body', payload.replace('evt_1', 'evt_2'), header()],
    ['of another secret', payload, header(seconds, { secret: 'whsec_another000000' })],
    ['of six minutes ago', payload, header(seconds - 360)],
    ['of six minutes ahead', payload, header(seconds + 360)],
    ['with another time than was signed', payload, header().replace(/t=\d+/, `t=${seconds - 1}`)],
    ['of an older scheme alone', payload, header().replace('v1=', 'v0=')],
    ['cut short', payload, header().slice(0, -2)],
    ['with a time that is none', payload, header().replace(/t=\d+/, 't=now')],
    ['that is empty', payload, ''],
  ])('%s is refused', (_what, body, signature) => {
    expect(isSigned(body, signature, secret, now)).toBe(false);
  });

  test.each([0, 120, 299, 301, 900])('%i s old is judged as Stripe’s own library judges it', (age) => {
    const shown = header(seconds - age);
    const judged = () => official.webhooks.constructEvent(payload, shown, secret, 300, undefined, now);
    const accepted = isSigned(payload, shown, secret, now);
    if (accepted) expect(judged).not.toThrow();
    else expect(judged).toThrow();
  });
});

describe('an event', () => {
  const account = async () => ({ apiKey: 'sk', webhookSecret: secret, apiUrl: 'https://api.stripe.com' });
  const prices = { PROFESSIONAL: 'price_p', ENTERPRISE: 'price_e' };
  const events = stripeEvents(account, prices, () => now);
  const read = (type: string, object: object) => {
    const body = JSON.stringify({ id: 'evt_1', type, created: seconds - 5, data: { object } });
    const signature = official.webhooks.generateTestHeaderString({
      payload: body,
      secret,
      timestamp: seconds,
    });
    return events.read(body, signature);
  };
  const session = {
    id: 'cs_1',
    payment_status: 'paid',
    subscription: 'sub_1',
    metadata: { tenant_id: 'tnt_1', plan: 'PROFESSIONAL' },
  };

  test('of a paid checkout says who paid for what', async () => {
    expect(await read('checkout.session.completed', session)).toEqual({
      kind: 'paid',
      id: 'evt_1',
      at: seconds - 5,
      tenantId: 'tnt_1',
      plan: 'PROFESSIONAL',
      checkout: 'cs_1',
      subscription: 'sub_1',
    });
  });

  test.each([
    [
      'a checkout that is not paid yet',
      'checkout.session.completed',
      { ...session, payment_status: 'unpaid' },
    ],
    ['a checkout of something else', 'checkout.session.completed', { ...session, metadata: {} }],
    ['anything else', 'invoice.created', {}],
  ])('of %s changes nothing', async (_what, type, object) => {
    expect(await read(type, object)).toEqual({ kind: 'other', id: 'evt_1' });
  });

  const subscription = { id: 'sub_1', status: 'past_due', metadata: { tenant_id: 'tnt_1' } };

  test.each(['created', 'updated', 'paused', 'resumed', 'deleted'])(
    'of a subscription that was %s says whose it is, and how it stands',
    async (what) => {
      expect(await read(`customer.subscription.${what}`, subscription)).toEqual({
        ...{ kind: 'subscription', id: 'evt_1', at: seconds - 5, tenantId: 'tnt_1' },
        ...{ subscription: 'sub_1', status: 'past_due', plan: undefined },
      });
    },
  );

  test.each([
    ['price_p', 'PROFESSIONAL'],
    ['price_e', 'ENTERPRISE'],
    ['price_of_old', undefined],
  ])('of a subscription at the price %s says that it pays for %s', async (id, plan) => {
    const items = { data: [{ price: { id } }] };
    expect(await read('customer.subscription.updated', { ...subscription, items })).toMatchObject({ plan });
  });

  test.each([
    ['in a state that nobody knows yet', { ...subscription, status: 'dormant' }],
    ['of something else', { ...subscription, metadata: {} }],
  ])('of a subscription %s changes nothing', async (_what, object) => {
    expect(await read('customer.subscription.updated', object)).toEqual({ kind: 'other', id: 'evt_1' });
  });

  test('of nobody’s account is none', async () => {
    const nobody = stripeEvents(async () => undefined, prices);
    expect(await nobody.read(payload, header())).toBeUndefined();
  });
});

describe('what is asked of Stripe', () => {
  test('is what Stripe’s own library would send, field by field', async () => {
    const sent: { url: string; body: string; headers: Record<string, string> }[] = [];
    const record = async (url: RequestInfo | URL, init: RequestInit = {}) => {
      sent.push({
        url: String(url),
        body: String(init.body),
        headers: Object.fromEntries(new Headers(init.headers)),
      });
      return Response.json({ id: 'cs_1', url: 'https://checkout.example/1' });
    };
    const shop = {
      prices: { PROFESSIONAL: 'price_p', ENTERPRISE: 'price_e' },
      returnUrl: 'https://a.example/plan',
    };
    const account = { apiKey: 'sk_test_1', webhookSecret: secret, apiUrl: 'https://api.stripe.com' };
    await stripePayments(account, shop, record).checkout({ tenantId: 'tnt_1', plan: 'PROFESSIONAL' });
    const library = new Stripe('sk_test_1', { httpClient: Stripe.createFetchHttpClient(record) });
    const metadata = { tenant_id: 'tnt_1', plan: 'PROFESSIONAL' };
    await library.checkout.sessions.create({
      mode: 'subscription',
      client_reference_id: 'tnt_1',
      line_items: [{ price: 'price_p', quantity: 1 }],
      metadata,
      subscription_data: { metadata },
      success_url: 'https://a.example/plan?payment=done',
      cancel_url: 'https://a.example/plan?payment=given-up',
    });
    const [ours, theirs] = sent;
    expect(ours?.url).toBe(theirs?.url);
    const fieldsOf = (body = '') => [...new URLSearchParams(body)].sort();
    expect(fieldsOf(ours?.body)).toEqual(fieldsOf(theirs?.body));
    for (const name of ['authorization', 'content-type'])
      expect(ours?.headers[name]).toBe(theirs?.headers[name]);
  });

  test('is asked again after trouble, as the same request', async () => {
    const keys: (string | null)[] = [];
    const busy = async (_: RequestInfo | URL, init: RequestInit = {}) => {
      keys.push(new Headers(init.headers).get('idempotency-key'));
      return keys.length === 1 ? new Response('', { status: 503 }) : Response.json({});
    };
    const account = { apiKey: 'sk', apiUrl: 'https://api.stripe.com' };
    expect(await callStripe(account, 'POST', '/v1/x', { a: 1 }, busy)).toEqual({ status: 200, body: {} });
    expect(new Set(keys).size).toBe(1);
    const down = async () => new Response('', { status: 500 });
    await expect(callStripe(account, 'POST', '/v1/x', {}, down)).rejects.toMatchObject({
      name: 'TransientFault',
    });
  });
});

describe('a price', () => {
  const recurring = { interval: 'month', interval_count: 1 };
  test.each([
    ['eur', 4_990, 49.9],
    ['jpy', 4_990, 4_990],
    ['kwd', 4_990, 4.99],
    ['isk', 499_000, 4_990],
  ])('in %s is told in the currency’s own unit', (currency, unit_amount, amount) => {
    expect(priceOf({ currency, unit_amount, recurring })).toEqual({
      ...{ amount, currency: currency.toUpperCase() },
      every: { count: 1, unit: 'month' },
    });
  });

  test('that is no one figure, or is paid once, is none', () => {
    expect(priceOf({ currency: 'eur', unit_amount: null, recurring })).toBeNull();
    expect(priceOf({ currency: 'eur', unit_amount: 1, recurring: null })).toBeNull();
  });
});
