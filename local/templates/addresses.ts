import type { LocalPorts } from '../service.ts';

export interface AddressBook {
  readonly ports: LocalPorts;
  readonly region: string;
  /** `WEBSOCKET` or `HTTP` by API id; asked when an address is rewritten. */
  readonly protocolOf: (apiId: string) => 'HTTP' | 'WEBSOCKET' | undefined;
}

const loopback = '127.0.0.1';

/**
 * Rewrites the hosts that AWS would give to the things of a template to the listeners on this
 * machine. Bare hosts (no scheme) of APIs and distributions become `127.0.0.1:<port>`.
 *
 * The management address of a WebSocket API (`https:`) is served by the gateway, as it is signed.
 */
export function localAddresses({ ports, region, protocolOf }: AddressBook): (text: string) => string {
  const domain = `${region.replaceAll('-', '\\-')}\\.amazonaws\\.com`;
  const api = new RegExp(`(?:(https|wss)://)?([a-z0-9]+)\\.execute-api\\.${domain}(?::443)?`, 'g');
  const distribution = /(?:(https?):\/\/)?([a-z0-9]+)\.cloudfront\.net(?::443)?/g;
  const bucket = new RegExp(`https://([a-z0-9][a-z0-9.-]+?)\\.s3\\.(?:${domain}|amazonaws\\.com)`, 'g');
  const service = new RegExp(`https://[a-z0-9-]+\\.${domain}(?::443)?`, 'g');
  const gateway = `http://${loopback}:${ports.gateway}`;
  const withScheme = (scheme: string | undefined, local: string, port: number) =>
    `${scheme ? `${local}://` : ''}${loopback}:${port}`;
  return (text) =>
    text.includes('amazonaws.com') || text.includes('cloudfront.net')
      ? text
          .replace(api, (whole, scheme: string | undefined, id: string) => {
            switch (protocolOf(id)) {
              case 'HTTP':
                return withScheme(scheme, 'http', ports.api);
              case 'WEBSOCKET':
                return scheme === 'https' ? gateway : withScheme(scheme, 'ws', ports.socket);
              default:
                return whole;
            }
          })
          .replace(distribution, (_whole, scheme: string | undefined) =>
            withScheme(scheme, 'http', ports.edge),
          )
          .replace(bucket, (_whole, name: string) => `${gateway}/${name}`)
          .replace(service, gateway)
      : text;
}

/** Applies a rewriting to every string within a value. */
export function rewriteStrings(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === 'string') return rewrite(value);
  if (Array.isArray(value)) return value.map((item) => rewriteStrings(item, rewrite));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewriteStrings(item, rewrite)]));
}
