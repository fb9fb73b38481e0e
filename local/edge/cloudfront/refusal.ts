import type { ServerResponse } from 'node:http';

/** CloudFront's own errors, in XML as for signed content. */
export function errorDocument(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}

/** Answers with an error that no distribution has a page for. */
export function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const body = errorDocument(code, message);
  outgoing.writeHead(status, {
    'content-type': 'text/xml',
    'content-length': Buffer.byteLength(body),
    'x-cache': 'Error from cloudfront',
  });
  outgoing.end(body);
}
