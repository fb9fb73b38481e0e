import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { edgeProofHeader } from '../../../contracts/api/edge-proof.ts';
import type { Sender } from '../../../domain/identity/openid/check-credentials.ts';
import { senderBehindEdge, senderOf } from '../../../runtime/sender.ts';

/** Milliseconds; so long may it take until a new secret is known. */
const keptFor = 300_000;

/**
 * Who sent a request. Only the edge is believed whom it speaks for, and only by the secret that it adds: the API has
 * an address of its own, where anybody may say anything.
 * @param secrets the present one and the one before it
 */
export function edgeSenders(secrets: () => Promise<readonly string[]>, now: () => number = Date.now) {
  let known: { readonly until: number; readonly digests: readonly Buffer[] } | undefined;
  const digests = async () => {
    if (known && known.until > now()) return known.digests;
    const read = await secrets().catch((error) => {
      if (known) return undefined;
      throw error;
    });
    if (read) known = { until: now() + keptFor, digests: read.map(digestOf) };
    return known?.digests ?? [];
  };
  return async (event: APIGatewayProxyEventV2): Promise<Sender> => {
    const shown = event.headers[edgeProofHeader];
    if (shown === undefined) return senderOf(event);
    const digest = digestOf(shown);
    const isEdge = (await digests()).some((known) => timingSafeEqual(known, digest));
    return isEdge ? senderBehindEdge(event) : senderOf(event);
  };
}

/** Of equal length, which comparing in constant time asks for. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
