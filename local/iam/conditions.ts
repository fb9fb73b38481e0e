import { BlockList, isIP } from 'node:net';
import { UnsupportedError } from '../service.ts';
import { matchesArn, matchesPattern } from './pattern.ts';

/** Condition keys in lower case with their values; a key that the request does not have is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** One key of one operator of a statement's `Condition`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly quantifier: 'all' | 'any' | undefined;
  readonly ifExists: boolean;
}

type Compare = (wanted: string, actual: string) => boolean;

const numeric =
  (compare: (wanted: number, actual: number) => boolean): Compare =>
  (wanted, actual) =>
    compare(Number(wanted), Number(actual));
const dated =
  (compare: (wanted: number, actual: number) => boolean): Compare =>
  (wanted, actual) =>
    compare(instant(wanted), instant(actual));

const positive: Record<string, Compare> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringEqualsIgnoreCase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  StringLike: (wanted, actual) => matchesPattern(wanted, actual),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  NumericEquals: numeric((wanted, actual) => actual === wanted),
  NumericLessThan: numeric((wanted, actual) => actual < wanted),
  NumericLessThanEquals: numeric((wanted, actual) => actual <= wanted),
  NumericGreaterThan: numeric((wanted, actual) => actual > wanted),
  NumericGreaterThanEquals: numeric((wanted, actual) => actual >= wanted),
  DateEquals: dated((wanted, actual) => actual === wanted),
  DateLessThan: dated((wanted, actual) => actual < wanted),
  DateLessThanEquals: dated((wanted, actual) => actual <= wanted),
  DateGreaterThan: dated((wanted, actual) => actual > wanted),
  DateGreaterThanEquals: dated((wanted, actual) => actual >= wanted),
  IpAddress: addressWithin,
};

const negative: Record<string, Compare> = {
  StringNotEquals: positive.StringEquals as Compare,
  StringNotEqualsIgnoreCase: positive.StringEqualsIgnoreCase as Compare,
  StringNotLike: positive.StringLike as Compare,
  ArnNotEquals: matchesArn,
  ArnNotLike: matchesArn,
  NumericNotEquals: positive.NumericEquals as Compare,
  DateNotEquals: positive.DateEquals as Compare,
  NotIpAddress: addressWithin,
};

/** Keys that the gateway or a service here fills in. A policy with another one is refused. */
const knownKeys = new Set(
  [
    'aws:SecureTransport',
    'aws:SourceArn',
    'aws:SourceAccount',
    'aws:PrincipalArn',
    'aws:PrincipalAccount',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalServiceName',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:SourceIp',
    'aws:TagKeys',
    'kms:EncryptionContextKeys',
    'kms:ViaService',
    'kms:CallerAccount',
    'kms:GrantIsForAWSResource',
    'kms:SigningAlgorithm',
    'kms:KeySpec',
    'kms:KeyUsage',
    'dynamodb:LeadingKeys',
    'dynamodb:Attributes',
    'dynamodb:Select',
    's3:prefix',
    's3:delimiter',
    's3:x-amz-server-side-encryption',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    's3:x-amz-acl',
    's3:TlsVersion',
    'secretsmanager:VersionStage',
    'secretsmanager:SecretId',
    'lambda:FunctionArn',
    'ses:ApiVersion',
    'ses:FromAddress',
    'ses:Recipients',
    'events:source',
    'events:detail-type',
    'bedrock:InferenceProfileArn',
  ].map((key) => key.toLowerCase()),
);

const knownPrefixes = ['kms:encryptioncontext:', 'aws:resourcetag/', 'aws:requesttag/'];

/** Parses a statement's `Condition`; operators and keys that are not known here throw. */
export function parseConditions(raw: unknown): Condition[] {
  return Object.entries((raw ?? {}) as Record<string, Record<string, unknown>>).flatMap(([name, keys]) => {
    const [, prefix, rest = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(name) ?? [];
    const ifExists = rest.endsWith('IfExists');
    const operator = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
    if (operator !== 'Null' && !positive[operator] && !negative[operator])
      throw new UnsupportedError(`the condition operator ${name}`);
    return Object.entries(keys).map(([key, values]) => {
      if (!isKnownKey(key)) throw new UnsupportedError(`the condition key ${key}`);
      return {
        operator,
        key: key.toLowerCase(),
        values: [values].flat().map(conditionValue),
        quantifier: prefix === undefined ? undefined : prefix === 'ForAllValues' ? 'all' : 'any',
        ifExists,
      } satisfies Condition;
    });
  });
}

function isKnownKey(key: string): boolean {
  const lower = key.toLowerCase();
  return knownKeys.has(lower) || knownPrefixes.some((prefix) => lower.startsWith(prefix));
}

function conditionValue(value: unknown): string {
  const text = String(value);
  if (/\$\{[^*?$]/.test(text)) throw new UnsupportedError(`the policy variable in ${text}`);
  return text.replace(/\$\{([*?$])\}/g, '$1');
}

export function holds(condition: Condition, context: RequestContext): boolean {
  const actual = context.get(condition.key);
  if (condition.operator === 'Null')
    return condition.values.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  if (actual === undefined || actual.length === 0) {
    if (condition.quantifier) return condition.quantifier === 'all' || condition.ifExists;
    return condition.ifExists || condition.operator in negative;
  }
  const satisfies = judge(condition);
  if (condition.quantifier === 'all') return actual.every(satisfies);
  if (condition.quantifier === 'any' || condition.operator in positive) return actual.some(satisfies);
  return actual.every(satisfies);
}

function judge({ operator, values }: Condition): (actual: string) => boolean {
  const same = positive[operator];
  if (same) return (actual) => values.some((wanted) => same(wanted, actual));
  const different = negative[operator];
  if (different) return (actual) => !values.some((wanted) => different(wanted, actual));
  throw new UnsupportedError(`the condition operator ${operator}`);
}

function addressWithin(range: string, address: string): boolean {
  const [network = '', prefix] = range.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) === 0) throw new UnsupportedError(`the address range ${range}`);
  const list = new BlockList();
  if (prefix === undefined) list.addAddress(network, family);
  else list.addSubnet(network, Number(prefix), family);
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function instant(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
