import { randomUUID } from 'node:crypto';
import { PermanentFault, TransientFault } from '../../../runtime/faults.ts';
import type { StripeAccount } from './account.ts';

/** The version of the API that this speaks; an account's own default may be any other. */
const version = '2025-09-30.clover';
const timeoutMs = 8_000;
const tries = 2;

/** Nested as JSON is; sent as `line_items[0][price]=…`. */
export type Form = { readonly [name: string]: string | number | Form | readonly Form[] };

export interface StripeAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Stripe's API over its wire protocol: forms there, JSON back. Its own library would double the function's bundle, for
 * four calls.
 * @throws TransientFault when it cannot be reached, has too much to do, or is in trouble
 */
export async function callStripe(
  { apiKey, apiUrl }: Pick<StripeAccount, 'apiKey' | 'apiUrl'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  form: Form = {},
  request: typeof fetch = fetch,
): Promise<StripeAnswer> {
  const init: RequestInit = {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'stripe-version': version,
      // The same for each try: whatever was done in one that got no answer is not done again.
      ...(method === 'POST'
        ? { 'content-type': 'application/x-www-form-urlencoded', 'idempotency-key': randomUUID() }
        : {}),
    },
    ...(method === 'POST' ? { body: new URLSearchParams([...fields(form)]).toString() } : {}),
  };
  for (let left = tries; ; left--) {
    try {
      const response = await request(`${apiUrl}${path}`, {
        ...init,
        signal: AbortSignal.timeout(timeoutMs / tries),
      });
      if (response.status < 500 && response.status !== 429)
        return { status: response.status, body: await response.json() };
      throw new TransientFault(`Stripe answered ${response.status}`);
    } catch (error) {
      if (left <= 1)
        throw error instanceof TransientFault ? error : new TransientFault('Stripe does not answer');
    }
  }
}

/** What must have worked. */
export function done({ status, body }: StripeAnswer): unknown {
  if (status < 300) return body;
  const { error } = body as { error?: { type?: string; code?: string } };
  throw new PermanentFault(`Stripe refused: ${status} ${error?.code ?? error?.type ?? ''}`);
}

function* fields(form: Form, inside = ''): Generator<[name: string, value: string]> {
  for (const [name, value] of Object.entries(form)) {
    const full = inside ? `${inside}[${name}]` : name;
    if (typeof value === 'object') yield* fields(value as Form, full);
    else yield [full, String(value)];
  }
}
