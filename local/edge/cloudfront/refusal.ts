import type { ServerResponse } from 'node:http';

/** CloudFront's own errors, in XML as for signed content. */
export function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  outgoing.writeHead(status, {
    'content-type': 'text/xml',
    'content-length': Buffer.byteLength(body),
    'x-cache': 'Error from cloudfront',
  });
  outgoing.end(body);
}
