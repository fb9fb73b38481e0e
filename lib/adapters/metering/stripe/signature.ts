import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which an event may be older or newer than the clock. */
const tolerance = 300;

/**
 * Whether the `Stripe-Signature` (`t=<seconds>,v1=<hexadecimal>,…`) is of that very body and of now.
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function isSigned(body: string, header: string, secret: string, now: number): boolean {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const valuesOf = (name: string) => parts.filter(([key]) => key === name).map(([, value = '']) => value);
  const [time = ''] = valuesOf('t');
  if (!/^\d{1,12}$/.test(time) || Math.abs(now / 1_000 - Number(time)) > tolerance) return false;
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return valuesOf('v1').some((value) => isEqual(Buffer.from(value, 'hex'), expected));
}

const isEqual = (shown: Buffer, expected: Buffer) =>
  shown.length === expected.length && timingSafeEqual(shown, expected);
