import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a custom resource's function PUTs to its `ResponseURL`. */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly Data?: Record<string, unknown>;
}

/** Stands in for the presigned address that CloudFormation gives to custom resources. */
export interface ResponseListener {
  /** An address for one response; the promise resolves when it arrives. */
  expect(): Promise<{ url: string; response: Promise<CustomResourceResponse>; forget(): void }>;
  close(): Promise<void>;
}

/** Listens from the first `expect` on, on a free port. */
export function createResponseListener(): ResponseListener {
  const expected = new Map<string, (response: CustomResourceResponse) => void>();
  let listening: Promise<http.Server> | undefined;

  const listen = (): Promise<http.Server> =>
    new Promise((resolve, reject) => {
      const server = http.createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          response.writeHead(receive(request, Buffer.concat(chunks))).end();
        });
      });
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(server));
    });

  const receive = ({ method, url }: http.IncomingMessage, body: Buffer): number => {
    const token = url?.slice(1) ?? '';
    const resolve = expected.get(token);
    if (method !== 'PUT' || !resolve) return 404;
    try {
      resolve(JSON.parse(body.toString()) as CustomResourceResponse);
      expected.delete(token);
      return 200;
    } catch {
      return 400;
    }
  };

  return {
    expect: async () => {
      listening ??= listen();
      const { port } = (await listening).address() as AddressInfo;
      const token = randomBytes(24).toString('hex');
      const response = new Promise<CustomResourceResponse>((resolve) => expected.set(token, resolve));
      return { url: `http://127.0.0.1:${port}/${token}`, response, forget: () => expected.delete(token) };
    },
    close: async () => {
      const server = await listening;
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    },
  };
}
