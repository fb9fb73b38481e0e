import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Provider } from 'oidc-provider';
import type { Sender } from '../../../domain/identity/openid/check-credentials.ts';

const senders = new WeakMap<IncomingMessage, Sender>();

/** Keeps who sent a request beside it, where no header of the request can say otherwise. */
export function noteSender(request: IncomingMessage, sender: Sender): void {
  senders.set(request, sender);
}

export function senderOfRequest(request: IncomingMessage): Sender {
  return senders.get(request) ?? { peer: 'unknown', viewer: 'unknown' };
}

/** Of the request that the provider is answering: address and browser. */
export function presentFingerprint(): string {
  const request = Provider.ctx?.req;
  const viewer = request ? senderOfRequest(request).viewer : 'none';
  return createHash('sha256')
    .update(JSON.stringify([viewer, request?.headers['user-agent'] ?? '']))
    .digest('base64url');
}
