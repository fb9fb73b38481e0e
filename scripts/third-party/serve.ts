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

/** Where a site's files lie, by prefix of the path: the longest prefix wins, then the first folder that has the file. */
export type Mounts = readonly (readonly [prefix: string, folder: string])[];

export interface Site {
  readonly url: string;
  close(): void;
}

/** Serves folders on this machine alone, on a port of their own. A path ending in a slash is its `index.html`. */
export async function serveMounts(mounts: Mounts): Promise<Site> {
  const longestFirst = mounts.toSorted(([a], [b]) => b.length - a.length);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(decodeURIComponent(pathname));
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const places = longestFirst
      .filter(([prefix]) => file.startsWith(prefix))
      .map(([prefix, folder]) => join(folder, file.slice(prefix.length)));
    void firstOf(places).then((body) => {
      response.setHeader('content-type', mediaTypes[extname(file)] ?? 'application/octet-stream');
      response.statusCode = body ? 200 : 404;
      response.end(body);
    });
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

async function firstOf(places: readonly string[]): Promise<Buffer | undefined> {
  for (const place of places) {
    const body = await readFile(place).catch(() => undefined);
    if (body) return body;
  }
  return undefined;
}
