import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

export interface PageServer {
  /** On 127.0.0.1; the same pages on `localhost` are another site. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the fixture pages; any address below `/mail/` is the single-page router. */
export async function servePages(): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://pages');
    const name = pathname.startsWith('/mail/') ? 'router.html' : normalize(pathname).slice(1);
    readFile(join(import.meta.dirname, 'pages', name)).then(
      (page) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
