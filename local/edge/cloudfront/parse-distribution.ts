import type { KeyObject } from 'node:crypto';
import { flag, section, sections } from '../../data/template-properties.ts';
import type { LocalContext, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { texts } from '../api-gateway/properties.ts';
import type {
  Behaviour,
  CachePolicy,
  Distribution,
  ErrorResponse,
  Origin,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  ViewerFunction,
} from './distribution.ts';

type Fields = Record<string, unknown>;

/** What a distribution's ids refer to. */
export interface Library {
  readonly cachePolicies: ReadonlyMap<string, CachePolicy>;
  readonly originRequestPolicies: ReadonlyMap<string, OriginRequestPolicy>;
  readonly responseHeadersPolicies: ReadonlyMap<string, ResponseHeadersPolicy>;
  readonly keyGroups: ReadonlyMap<string, ReadonlyMap<string, KeyObject>>;
  readonly functions: ReadonlyMap<string, ViewerFunction>;
  readonly accessControls: ReadonlySet<string>;
}

const configFields = [
  'Enabled',
  'Origins',
  'DefaultCacheBehavior',
  'CacheBehaviors',
  'DefaultRootObject',
  'CustomErrorResponses',
  // Price, protocol version, certificate, names, logs and places: nothing that a listener on this machine has.
  'PriceClass',
  'HttpVersion',
  'IPV6Enabled',
  'ViewerCertificate',
  'Aliases',
  'Logging',
  'Comment',
  'Restrictions',
];
const originFields = [
  'Id',
  'DomainName',
  'OriginPath',
  'S3OriginConfig',
  'CustomOriginConfig',
  'OriginAccessControlId',
  'OriginCustomHeaders',
  'ConnectionAttempts',
  'ConnectionTimeout',
  'OriginShield',
];
const behaviourFields = [
  'PathPattern',
  'TargetOriginId',
  // Plain HTTP is all there is on this machine, so every viewer protocol policy lets it in.
  'ViewerProtocolPolicy',
  'AllowedMethods',
  'CachedMethods',
  'Compress',
  'CachePolicyId',
  'OriginRequestPolicyId',
  'ResponseHeadersPolicyId',
  'TrustedKeyGroups',
  'FunctionAssociations',
];

export function parseDistribution(
  context: LocalContext,
  library: Library,
  resource: TemplateResource,
  names: Pick<Distribution, 'id' | 'arn' | 'domainName'>,
): Distribution {
  const config = section(resource.properties, 'DistributionConfig');
  const where = `the distribution ${resource.id}`;
  checkFields(config, configFields, where);
  const behaviours = [...sections(config, 'CacheBehaviors'), section(config, 'DefaultCacheBehavior')];
  const distribution: Distribution = {
    ...names,
    defaultRootObject: String(config.DefaultRootObject ?? ''),
    origins: new Map(
      sections(config, 'Origins').map((origin) => [
        String(origin.Id),
        parseOrigin(context, library, origin, where),
      ]),
    ),
    behaviours: behaviours.map((behaviour, index) => parseBehaviour(library, behaviour, index, where)),
    errorResponses: new Map(
      sections(config, 'CustomErrorResponses').map((entry) => [Number(entry.ErrorCode), parseError(entry)]),
    ),
  };
  for (const { originId } of distribution.behaviours) {
    if (!distribution.origins.has(originId))
      throw new UnsupportedError(`the missing origin ${originId} of ${where}`);
  }
  return distribution;
}

function parseOrigin(context: LocalContext, library: Library, origin: Fields, where: string): Origin {
  checkFields(origin, originFields, `an origin of ${where}`);
  const domain = String(origin.DomainName);
  const path = String(origin.OriginPath ?? '');
  const bucket = /^(.+)\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com$/.exec(domain)?.[1];
  if (bucket !== undefined && origin.CustomOriginConfig === undefined) {
    if (!library.accessControls.has(String(origin.OriginAccessControlId))) {
      throw new UnsupportedError(`the bucket ${bucket} without origin access control in ${where}`);
    }
    return { kind: 'bucket', bucket, path };
  }
  const headers = sections(origin, 'OriginCustomHeaders').map((header) => [
    String(header.HeaderName).toLowerCase(),
    String(header.HeaderValue),
  ]);
  const local = context.localAddress(`https://${domain}`);
  return { kind: 'http', address: new URL(local), path, headers: Object.fromEntries(headers) };
}

function parseBehaviour(library: Library, behaviour: Fields, index: number, where: string): Behaviour {
  const unused = { SmoothStreaming: flag, FieldLevelEncryptionId: Boolean };
  for (const [name, used] of Object.entries(unused)) {
    if (used(behaviour[name])) throw new UnsupportedError(`${name} in ${where}`);
  }
  checkFields(behaviour, [...behaviourFields, ...Object.keys(unused)], `a behaviour of ${where}`);
  const pattern = behaviour.PathPattern;
  const methods = texts(behaviour.AllowedMethods);
  const functions = new Map(
    sections(behaviour, 'FunctionAssociations').map((association) => [
      String(association.EventType),
      find(library.functions, association.FunctionARN, 'function', where),
    ]),
  );
  const optional = <T>(known: ReadonlyMap<string, T>, property: string) =>
    behaviour[property] === undefined ? undefined : find(known, behaviour[property], property, where);
  const groups = texts(behaviour.TrustedKeyGroups);
  return {
    index,
    matches: pattern === undefined ? () => true : pathPattern(String(pattern)),
    originId: String(behaviour.TargetOriginId),
    allowedMethods: new Set(methods.length > 0 ? methods : ['GET', 'HEAD']),
    compress: flag(behaviour.Compress),
    cache: find(library.cachePolicies, behaviour.CachePolicyId, 'cache policy', where),
    forward: optional(library.originRequestPolicies, 'OriginRequestPolicyId'),
    headersPolicy: optional(library.responseHeadersPolicies, 'ResponseHeadersPolicyId'),
    trustedKeys:
      groups.length === 0
        ? undefined
        : new Map(groups.flatMap((group) => [...find(library.keyGroups, group, 'key group', where)])),
    viewerRequest: functions.get('viewer-request'),
    viewerResponse: functions.get('viewer-response'),
  };
}

function parseError(entry: Fields): ErrorResponse {
  return {
    pagePath: entry.ResponsePagePath === undefined ? undefined : String(entry.ResponsePagePath),
    status: entry.ResponseCode === undefined ? undefined : Number(entry.ResponseCode),
    cacheSeconds: Number(entry.ErrorCachingMinTTL ?? 10),
  };
}

/** `*` stands for any text, `?` for one character; the leading slash may be left out. */
export function pathPattern(pattern: string): (path: string) => boolean {
  const source = (pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`)
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const compiled = new RegExp(`^${source}$`, 's');
  return (path) => compiled.test(path);
}

function find<T>(known: ReadonlyMap<string, T>, id: unknown, what: string, where: string): T {
  const found = known.get(String(id));
  if (found === undefined) throw new UnsupportedError(`the unknown ${what} ${String(id)} in ${where}`);
  return found;
}

function checkFields(fields: Fields, known: readonly string[], where: string): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown) throw new UnsupportedError(`${unknown} of ${where}`);
}
