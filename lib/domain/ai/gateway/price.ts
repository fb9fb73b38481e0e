import type { Price } from '../../../contracts/ai/configured-model.ts';
import type { Usage } from './model.ts';

/** Price of a call in billionths of a dollar: whole numbers, so that sums are exact. */
export function nanodollars({ input, output }: Usage, price: Price): number {
  // Dollars for a million tokens are millionths of a dollar for one, and have three digits after the point at most.
  return Math.round(input * price.input * 1_000) + Math.round(output * price.output * 1_000);
}

/**
 * More tokens than the request can have: a token stands for one byte at the least, and what providers add to it is
 * allowed for. A reservation must never be too small, and is given back within seconds.
 */
export function mostTokens(texts: readonly string[], answerTokens: number): number {
  const bytes = texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  return bytes + addedByProviders + answerTokens;
}

/** Instructions about tools that some providers put before ours. */
const addedByProviders = 1_000;
