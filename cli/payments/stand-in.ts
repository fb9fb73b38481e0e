import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkoutPage, overPage } from './checkout-page.ts';

/** A payment provider on this machine: the part of Stripe's API and of its signed events that the product uses. */
export interface StandInPayments {
  /** What the product's payment secret holds. */
  readonly account: { readonly apiKey: string; readonly webhookSecret: string; readonly apiUrl: string };
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** As when a payment fails, is made up for, or is given up on; says so in an event. */
  setStatus(subscription: string, status: Subscription['status']): Promise<Response>;
  /**
   * Signs an event as the provider does and posts it. In seconds: `at`, when it is signed, and `created`, since when it
   * is so, which is a second of its own for each event unless told.
   */
  send(
    type: string,
    object: object,
    options?: { id?: string; at?: number; created?: number },
  ): Promise<Response>;
  stop(): Promise<void>;
}

interface Session {
  readonly id: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly price: string;
  readonly metadata: Readonly<Record<string, string>>;
  open: boolean;
}

export interface Subscription {
  readonly id: string;
  readonly itemId: string;
  readonly metadata: Readonly<Record<string, string>>;
  price: string;
  status: 'active' | 'past_due' | 'unpaid' | 'canceled';
}

/** US cents a month, by the ids that lib/config/deployments.json has. */
const prices: Readonly<Record<string, number>> = { price_professional: 4_900, price_enterprise: 49_900 };

const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`;

/** @param eventsUrl where its events go: the product's `/v1/payments/events` */
export async function startStandInPayments(eventsUrl: string, port = 0): Promise<StandInPayments> {
  const apiKey = newId('sk_test');
  const webhookSecret = newId('whsec');
  const sessions = new Map<string, Session>();
  const subscriptions = new Map<string, Subscription>();
  let apiUrl = '';
  let lastEventAt = 0;

  const send: StandInPayments['send'] = (
    type,
    object,
    { id = newId('evt'), at = Math.floor(Date.now() / 1_000), created = Math.max(at, lastEventAt + 1) } = {},
  ) => {
    lastEventAt = Math.max(lastEventAt, created);
    const body = JSON.stringify({ id, object: 'event', type, created, data: { object } });
    const signature = createHmac('sha256', webhookSecret).update(`${at}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` };
    return fetch(eventsUrl, { method: 'POST', headers, body });
  };

  const shown = ({ id, itemId, metadata, price, status }: Subscription) => ({
    ...{ id, object: 'subscription', status, metadata },
    items: { data: [{ id: itemId, price: { id: price } }] },
    latest_invoice: {
      status: status === 'active' ? 'paid' : 'open',
      hosted_invoice_url: `${apiUrl}/pay/${id}`,
    },
  });
  const tell = (event: 'updated' | 'deleted', subscription: Subscription) =>
    send(`customer.subscription.${event}`, shown(subscription));

  const setStatus: StandInPayments['setStatus'] = (id, status) => {
    const found = subscriptions.get(id);
    if (!found) throw new Error(`there is no subscription ${id}`);
    found.status = status;
    return tell(status === 'canceled' ? 'deleted' : 'updated', found);
  };

  const openSession = (form: URLSearchParams): Reply => {
    const session: Session = {
      id: newId('cs_test'),
      successUrl: form.get('success_url') ?? '',
      cancelUrl: form.get('cancel_url') ?? '',
      price: form.get('line_items[0][price]') ?? '',
      metadata: nested(form, 'metadata'),
      open: true,
    };
    if (form.get('mode') !== 'subscription' || !session.price || !session.successUrl)
      return refusal(400, 'parameter_missing');
    sessions.set(session.id, session);
    return json(200, { id: session.id, object: 'checkout.session', url: `${apiUrl}/pay/${session.id}` });
  };

  const pay = async (session: Session): Promise<Reply> => {
    const id = newId('sub');
    const { metadata, price } = session;
    subscriptions.set(id, { id, itemId: newId('si'), metadata, price, status: 'active' });
    const paid = {
      id: session.id,
      object: 'checkout.session',
      payment_status: 'paid',
      subscription: id,
      metadata,
    };
    const answer = await send('checkout.session.completed', paid);
    if (!answer.ok) return { status: 502, body: `The product answered ${answer.status}` };
    session.open = false;
    return redirect(session.successUrl);
  };

  const giveUp = async (session: Session): Promise<Reply> => {
    session.open = false;
    await send('checkout.session.expired', { id: session.id, metadata: session.metadata });
    return redirect(session.cancelUrl);
  };

  const ofSubscription = async (method: string, found: Subscription | undefined, form: URLSearchParams) => {
    if (!found || found.status === 'canceled') return refusal(404, 'resource_missing');
    if (method === 'POST') {
      if (form.get('items[0][id]') !== found.itemId) return refusal(400, 'resource_missing');
      found.price = form.get('items[0][price]') ?? found.price;
      await tell('updated', found);
    }
    if (method === 'DELETE') await setStatus(found.id, 'canceled');
    return json(200, shown(found));
  };

  /** Of what is owed for a subscription. */
  const payOwed = async (method: string, owed: Subscription, choice: string | null): Promise<Reply> => {
    if (method === 'GET') return { status: 200, body: checkoutPage(owed.metadata.plan ?? '') };
    if (choice === 'pay') await setStatus(owed.id, 'active');
    return { status: 200, body: overPage };
  };

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { method = 'GET' } = request;
    const { pathname } = new URL(request.url ?? '/', 'http://payments');
    const [, place, id = ''] =
      /^\/(pay|v1\/subscriptions|v1\/checkout\/sessions|v1\/prices)(?:\/(\w+))?$/.exec(pathname) ?? [];
    const form = new URLSearchParams(await textOf(request));
    const subscription = subscriptions.get(id);
    if (place === 'pay' && subscription) return payOwed(method, subscription, form.get('choice'));
    if (place === 'pay') {
      const session = sessions.get(id);
      if (!session?.open) return { status: 410, body: overPage };
      if (method === 'GET') return { status: 200, body: checkoutPage(session.metadata.plan ?? '') };
      return form.get('choice') === 'pay' ? pay(session) : giveUp(session);
    }
    if (request.headers.authorization !== `Bearer ${apiKey}`) return refusal(401, 'invalid_api_key');
    if (place === 'v1/checkout/sessions' && method === 'POST') return openSession(form);
    if (place === 'v1/subscriptions') return ofSubscription(method, subscription, form);
    const unit_amount = prices[id];
    const recurring = { interval: 'month', interval_count: 1 };
    if (place === 'v1/prices' && unit_amount !== undefined)
      return json(200, { id, object: 'price', currency: 'usd', unit_amount, recurring });
    return refusal(404, 'resource_missing');
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => write(response, reply),
      () => write(response, refusal(500, 'api_error')),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    account: { apiKey, webhookSecret, apiUrl },
    subscriptions,
    send,
    setStatus,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = (status: number, value: object): Reply => ({
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});
const refusal = (status: number, code: string) =>
  json(status, { error: { type: 'invalid_request_error', code, message: code } });
const redirect = (location: string): Reply => ({ status: 303, body: '', headers: { location } });

function write(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
}

function nested(form: URLSearchParams, name: string): Record<string, string> {
  const start = `${name}[`;
  return Object.fromEntries(
    [...form]
      .filter(([key]) => key.startsWith(start))
      .map(([key, value]) => [key.slice(start.length, -1), value]),
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
