import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Where a site's files lie: the longest prefix of a path wins. */
export type Mounts = Readonly<Record<string, string>>;

export interface Site {
  readonly url: string;
  close(): void;
}

/** Serves folders on this machine alone, on a port of their own. A path ending in a slash is its `index.html`. */
export async function serveMounts(mounts: Mounts): Promise<Site> {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(decodeURIComponent(pathname));
    const prefix = prefixes.find((one) => path.startsWith(one));
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const place = prefix ? join(mounts[prefix] ?? '', file.slice(prefix.length)) : undefined;
    const found = place ? readFile(place) : Promise.reject(new Error('no mount'));
    found.then(
      (body) => {
        response.setHeader('content-type', mediaTypes[extname(place ?? '')] ?? 'application/octet-stream');
        response.end(body);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
