import type { IncomingMessage } from 'node:http';

/** API Gateway's limit on the payload of an HTTP API, in bytes. */
export const largestPayload = 10 * 1024 * 1024;

/**
 * Reads a request's body. Gives `too-large` as soon as it is known to be, and keeps nothing of it;
 * `aborted` when the client went away.
 */
export async function readBody(
  incoming: IncomingMessage,
  limit = largestPayload,
): Promise<Buffer | 'too-large' | 'aborted'> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return 'too-large';
  const chunks: Buffer[] = [];
  let size = 0;
  return await new Promise((resolve) => {
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      incoming.off('data', onData);
      incoming.pause();
      chunks.length = 0;
      resolve('too-large');
    };
    incoming.on('data', onData);
    incoming.once('end', () => resolve(Buffer.concat(chunks, size)));
    incoming.once('error', () => resolve('aborted'));
    incoming.once('close', () => resolve('aborted'));
  });
}

/** How much of an unread body is thrown away so that the client gets to read the answer, in bytes. */
const drainLimit = 2 * largestPayload;

/** After an answer was given without reading the body: discards the rest, and hangs up if it never ends. */
export function discardRest(incoming: IncomingMessage): void {
  if (incoming.readableEnded || incoming.destroyed) return;
  let discarded = 0;
  incoming.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > drainLimit) incoming.destroy();
  });
  incoming.on('error', () => undefined);
  incoming.resume();
}
