import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Addresses of whoever connected to the API, and of whom it speaks for. */
interface Sender {
  readonly peer: string;
  readonly viewer: string;
}

/** Whoever connected speaks for itself: what a request says about where it comes from anybody may have written. */
export function senderOf({ requestContext }: APIGatewayProxyEventV2): Sender {
  const peer = requestContext.http.sourceIp;
  return { peer, viewer: peer };
}

/**
 * Of a request that is known to have come through the edge: CloudFront, and then API Gateway, each append to
 * `x-forwarded-for` who connected to them. What stands before that the viewer may have written itself.
 */
export function senderBehindEdge({ headers, requestContext }: APIGatewayProxyEventV2): Sender {
  const peer = requestContext.http.sourceIp;
  const named = (headers['x-forwarded-for'] ?? '').split(',').map((entry) => entry.trim());
  if (named.at(-1) === peer) named.pop();
  const viewer = named.at(-1);
  return { peer, viewer: viewer && viewer.length <= longestAddress ? viewer : peer };
}

/** An IPv6 address that ends in an IPv4 one. */
const longestAddress = 45;
