import { request } from 'node:http';

/** Fetches from another address of this machine, such as `127.0.0.2`: who it is for whoever is called. */
export function fetchFrom(from: string) {
  return (url: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> => {
    const { origin, pathname, search } = new URL(url);
    const sent = Object.fromEntries(new Headers(headers));
    return rawRequest(origin, pathname + search, { method, headers: sent, body: String(body ?? ''), from });
  };
}

interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly from?: string;
}

/** A request whose path is sent as it is written, dots and slashes included, and which follows no redirect. */
export function rawRequest(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body, from }: RawRequest = {},
): Promise<Response> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, path, method, headers, ...(from ? { localAddress: from } : {}) },
      async (incoming) => {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming) chunks.push(chunk);
        const { statusCode: status = 500, rawHeaders } = incoming;
        const pairs = rawHeaders.flatMap((name, i) => (i % 2 ? [] : [[name, rawHeaders[i + 1] ?? '']]));
        const content = [204, 303, 304].includes(status) ? null : Buffer.concat(chunks);
        resolve(new Response(content, { status, headers: pairs as [string, string][] }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
