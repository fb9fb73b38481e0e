import type { IncomingMessage } from 'node:http';

/** Bytes; the longest form is e-mail and password. */
const longest = 8 * 1024;

/** Fields of a form. One that is too long, or is none, has none. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > longest) return new URLSearchParams();
    chunks.push(Buffer.from(chunk));
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
