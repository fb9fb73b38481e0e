import type { Price } from '../../../contracts/ai/configured-model.ts';
import type { Usage } from './model.ts';

/** Price of a call in billionths of a dollar: whole numbers, so that sums are exact. */
export function nanodollars({ input, output }: Usage, price: Price): number {
  // Dollars for a million tokens are millionths of a dollar for one, and have three digits after the point at most.
  return Math.round(input * price.input * 1_000) + Math.round(output * price.output * 1_000);
}

/**
 * More tokens than the request can have: a token stands for one byte at the least, and what providers add to it is
 * allowed for. A reservation must never be too small; what was not taken of it is given back within seconds.
 */
export function mostTokens(texts: readonly string[], answerTokens: number): number {
  return bytesOf(texts) + addedByProviders + answerTokens;
}

/**
 * What a call took of which nobody told: what was sent, at three bytes a token (English has about four), and the longest
 * answer, for a provider may write on when nobody listens any more, and charge for it.
 */
export function estimatedTokens(texts: readonly string[], answerTokens: number): number {
  return Math.ceil(bytesOf(texts) / 3) + answerTokens;
}

/** Instructions about tools that some providers put before ours. */
const addedByProviders = 1_000;

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
}
