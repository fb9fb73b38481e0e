import { flag, section } from '../../data/template-properties.ts';
import { UnsupportedError } from '../../service.ts';
import { texts } from '../api-gateway/properties.ts';
import type {
  CachePolicy,
  CorsPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  Selection,
} from './distribution.ts';

type Fields = Record<string, unknown>;

/** `AWS::CloudFront::CachePolicy`, its `CachePolicyConfig`. */
export function parseCachePolicy(config: Fields): CachePolicy {
  const key = section(config, 'ParametersInCacheKeyAndForwardedToOrigin');
  return {
    minimum: Number(config.MinTTL ?? 0),
    maximum: Number(config.MaxTTL ?? 31_536_000),
    otherwise: Number(config.DefaultTTL ?? 86_400),
    gzip: flag(key.EnableAcceptEncodingGzip),
    brotli: flag(key.EnableAcceptEncodingBrotli),
    headers: headerSelection(key),
    cookies: selection(section(key, 'CookiesConfig'), 'Cookie'),
    query: selection(section(key, 'QueryStringsConfig'), 'QueryString'),
  };
}

/** `AWS::CloudFront::OriginRequestPolicy`, its `OriginRequestPolicyConfig`. */
export function parseOriginRequestPolicy(config: Fields): OriginRequestPolicy {
  return {
    headers: headerSelection(config),
    cookies: selection(section(config, 'CookiesConfig'), 'Cookie'),
    query: selection(section(config, 'QueryStringsConfig'), 'QueryString'),
  };
}

function headerSelection(config: Fields): Selection {
  const parsed = selection(section(config, 'HeadersConfig'), 'Header');
  return { ...parsed, names: new Set([...parsed.names].map((name) => name.toLowerCase())) };
}

function selection(config: Fields, what: 'Header' | 'Cookie' | 'QueryString'): Selection {
  const behaviour = String(config[`${what}Behavior`] ?? 'none');
  const names = new Set(texts(config[`${what}s`]));
  switch (behaviour) {
    case 'none':
    case 'all':
    case 'whitelist':
    case 'allExcept':
      return { behaviour, names };
    case 'allViewer':
    case 'allViewerAndWhitelistCloudFront':
      return { behaviour: 'all', names };
    default:
      throw new UnsupportedError(`${what}Behavior ${behaviour}`);
  }
}

/** `AWS::CloudFront::ResponseHeadersPolicy`, its `ResponseHeadersPolicyConfig`. */
export function parseResponseHeadersPolicy(
  config: Fields,
  localAddress: (text: string) => string,
): ResponseHeadersPolicy {
  const known = [
    'Name',
    'Comment',
    'SecurityHeadersConfig',
    'CustomHeadersConfig',
    'RemoveHeadersConfig',
    'CorsConfig',
  ];
  const unknown = Object.keys(config).find((name) => !known.includes(name));
  if (unknown) throw new UnsupportedError(`${unknown} of a response headers policy`);
  const custom = (section(config, 'CustomHeadersConfig').Items ?? []) as readonly Fields[];
  const removed = (section(config, 'RemoveHeadersConfig').Items ?? []) as readonly Fields[];
  const set = [
    ...securityHeaders(section(config, 'SecurityHeadersConfig')),
    ...custom.map((item) => ({
      name: String(item.Header).toLowerCase(),
      value: String(item.Value),
      override: flag(item.Override),
    })),
  ];
  return {
    // A content security policy may name the hosts of other things in the templates.
    set: set.map((header) => ({ ...header, value: localAddress(header.value) })),
    remove: new Set(removed.map((item) => String(item.Header).toLowerCase())),
    cors: config.CorsConfig === undefined ? undefined : parseCors(section(config, 'CorsConfig')),
  };
}

const securityWriters: Readonly<
  Record<string, readonly [header: string, value: (fields: Fields) => string]>
> = {
  ContentSecurityPolicy: ['content-security-policy', (fields) => String(fields.ContentSecurityPolicy)],
  ContentTypeOptions: ['x-content-type-options', () => 'nosniff'],
  FrameOptions: ['x-frame-options', (fields) => String(fields.FrameOption)],
  ReferrerPolicy: ['referrer-policy', (fields) => String(fields.ReferrerPolicy)],
  StrictTransportSecurity: [
    'strict-transport-security',
    (fields) =>
      [
        `max-age=${String(fields.AccessControlMaxAgeSec)}`,
        flag(fields.IncludeSubdomains) ? 'includeSubDomains' : '',
        flag(fields.Preload) ? 'preload' : '',
      ]
        .filter((part) => part !== '')
        .join('; '),
  ],
  XSSProtection: [
    'x-xss-protection',
    (fields) => `${flag(fields.Protection) ? 1 : 0}${flag(fields.ModeBlock) ? '; mode=block' : ''}`,
  ],
};

function securityHeaders(config: Fields): ResponseHeadersPolicy['set'] {
  return Object.keys(config).map((name) => {
    const [header, value] = securityWriters[name] ?? [];
    if (!header || !value) throw new UnsupportedError(`the security header ${name}`);
    const fields = section(config, name);
    return { name: header, value: value(fields), override: flag(fields.Override) };
  });
}

function parseCors(config: Fields): CorsPolicy {
  const items = (name: string) => texts(section(config, name).Items);
  return {
    allowOrigins: items('AccessControlAllowOrigins'),
    allowMethods: items('AccessControlAllowMethods'),
    allowHeaders: items('AccessControlAllowHeaders'),
    exposeHeaders: items('AccessControlExposeHeaders'),
    allowCredentials: flag(config.AccessControlAllowCredentials),
    maxAge: config.AccessControlMaxAgeSec === undefined ? undefined : Number(config.AccessControlMaxAgeSec),
    override: flag(config.OriginOverride),
  };
}
