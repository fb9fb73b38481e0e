import type { KeyObject } from 'node:crypto';

/** What the templates say about distributions and the policies that they refer to. */

export interface Distribution {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  readonly defaultRootObject: string;
  readonly origins: ReadonlyMap<string, Origin>;
  /** In order of precedence; the default behaviour is last and matches everything. */
  readonly behaviours: readonly Behaviour[];
  readonly errorResponses: ReadonlyMap<number, ErrorResponse>;
}

export type Origin =
  | { readonly kind: 'bucket'; readonly bucket: string; readonly path: string }
  | {
      readonly kind: 'http';
      readonly address: URL;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
    };

export interface Behaviour {
  /** Tells the behaviours of a distribution apart in the cache. */
  readonly index: number;
  readonly matches: (path: string) => boolean;
  readonly originId: string;
  readonly allowedMethods: ReadonlySet<string>;
  readonly compress: boolean;
  readonly cache: CachePolicy;
  readonly forward: OriginRequestPolicy | undefined;
  readonly headersPolicy: ResponseHeadersPolicy | undefined;
  /** Public keys by id; a request must be signed with one of them. */
  readonly trustedKeys: ReadonlyMap<string, KeyObject> | undefined;
  readonly viewerRequest: ViewerFunction | undefined;
  readonly viewerResponse: ViewerFunction | undefined;
}

/** Which query strings, headers or cookies take part in something. Names of headers are lower-case. */
export interface Selection {
  readonly behaviour: 'none' | 'all' | 'whitelist' | 'allExcept';
  readonly names: ReadonlySet<string>;
}

/** Times in seconds. */
export interface CachePolicy {
  readonly minimum: number;
  readonly maximum: number;
  readonly otherwise: number;
  readonly gzip: boolean;
  readonly brotli: boolean;
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly query: Selection;
}

export interface OriginRequestPolicy {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly query: Selection;
}

export interface ResponseHeadersPolicy {
  readonly set: readonly { readonly name: string; readonly value: string; readonly override: boolean }[];
  readonly remove: ReadonlySet<string>;
  readonly cors: CorsPolicy | undefined;
}

export interface CorsPolicy {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAge: number | undefined;
  readonly override: boolean;
}

export interface ErrorResponse {
  readonly pagePath: string | undefined;
  readonly status: number | undefined;
  /** How long the error is remembered, in seconds. */
  readonly cacheSeconds: number;
}

/** Runs a CloudFront Function: its event in, what its handler returned out. */
export type ViewerFunction = (event: object) => Promise<unknown>;

export function selects({ behaviour, names }: Selection, name: string): boolean {
  switch (behaviour) {
    case 'none':
      return false;
    case 'all':
      return true;
    case 'whitelist':
      return names.has(name);
    case 'allExcept':
      return !names.has(name);
  }
}
