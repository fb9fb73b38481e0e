import type { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy, Selection } from './distribution.ts';

/** Policies that exist in every account, by the ids that AWS documents for them. */

const none: Selection = { behaviour: 'none', names: new Set() };
const all: Selection = { behaviour: 'all', names: new Set() };
const year = 31_536_000;

const optimized: CachePolicy = {
  minimum: 1,
  maximum: year,
  otherwise: 86_400,
  gzip: true,
  brotli: true,
  headers: none,
  cookies: none,
  query: none,
};

export const managedCachePolicies: ReadonlyMap<string, CachePolicy> = new Map([
  // CachingOptimized
  ['658327ea-f89d-4fab-a63d-7e88639e58f6', optimized],
  // CachingOptimizedForUncompressedObjects
  ['b2884449-e4de-46a7-ac36-70bc7f1ddd6d', { ...optimized, gzip: false, brotli: false }],
  // CachingDisabled
  [
    '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
    { ...optimized, minimum: 0, maximum: 0, otherwise: 0, gzip: false, brotli: false },
  ],
]);

export const managedOriginRequestPolicies: ReadonlyMap<string, OriginRequestPolicy> = new Map([
  // AllViewer
  ['216adef6-5c7f-47e4-b989-5492eafa07d3', { headers: all, cookies: all, query: all }],
  // AllViewerExceptHostHeader
  [
    'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    { headers: { behaviour: 'allExcept', names: new Set(['host']) }, cookies: all, query: all },
  ],
  // CORS-S3Origin
  [
    '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
    {
      headers: {
        behaviour: 'whitelist',
        names: new Set(['origin', 'access-control-request-headers', 'access-control-request-method']),
      },
      cookies: none,
      query: none,
    },
  ],
]);

export const managedResponseHeadersPolicies: ReadonlyMap<string, ResponseHeadersPolicy> = new Map([
  // SecurityHeadersPolicy
  [
    '67f7725c-6f97-4210-82d7-5512b31e9d03',
    {
      set: [
        { name: 'x-xss-protection', value: '1; mode=block', override: false },
        { name: 'x-frame-options', value: 'SAMEORIGIN', override: false },
        { name: 'referrer-policy', value: 'strict-origin-when-cross-origin', override: false },
        { name: 'x-content-type-options', value: 'nosniff', override: true },
        { name: 'strict-transport-security', value: `max-age=${year}`, override: false },
      ],
      remove: new Set<string>(),
      cors: undefined,
    },
  ],
]);
