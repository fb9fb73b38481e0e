import type { TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { allowProperties, flag, section, sections } from '../template-properties.ts';
import type { Bucket, Encryption } from './bucket.ts';
import type { CorsRule } from './cors.ts';
import type { LifecycleRule } from './lifecycle.ts';
import { objectLockFrom } from './object-lock.ts';

const properties = [
  'BucketName',
  'BucketEncryption',
  'CorsConfiguration',
  'LifecycleConfiguration',
  'VersioningConfiguration',
  'ObjectLockEnabled',
  'ObjectLockConfiguration',
  // Every bucket is private here and access logs, metrics and inventories have no reader.
  'PublicAccessBlockConfiguration',
  'OwnershipControls',
  'AccessControl',
  'LoggingConfiguration',
  'MetricsConfigurations',
  'IntelligentTieringConfigurations',
];
const ruleProperties = [
  'Id',
  'Status',
  'Prefix',
  'Filter',
  'ExpirationInDays',
  'ExpiredObjectDeleteMarker',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
  'AbortIncompleteMultipartUpload',
  // Storage classes cost the same on this disk.
  'Transitions',
  'NoncurrentVersionTransitions',
];

export function bucketFrom(resource: TemplateResource, name: string): Bucket {
  allowProperties(resource, properties);
  const { properties: given } = resource;
  const objectLock = objectLockFrom(resource);
  return {
    name,
    // Object lock brings versioning with it.
    versioned: section(given, 'VersioningConfiguration').Status === 'Enabled' || objectLock !== undefined,
    objectLock,
    encryption: encryptionFrom(resource),
    cors: sections(section(given, 'CorsConfiguration'), 'CorsRules').map(corsRule),
    lifecycle: sections(section(given, 'LifecycleConfiguration'), 'Rules')
      .filter(({ Status }) => Status === 'Enabled')
      .map((rule) => lifecycleRule(rule, resource)),
  };
}

function encryptionFrom(resource: TemplateResource): Encryption {
  const [rule] = sections(
    section(resource.properties, 'BucketEncryption'),
    'ServerSideEncryptionConfiguration',
  );
  const byDefault = section(rule ?? {}, 'ServerSideEncryptionByDefault');
  const algorithm = byDefault.SSEAlgorithm ?? 'AES256';
  if (algorithm === 'AES256') return { algorithm };
  if (algorithm !== 'aws:kms') throw new UnsupportedError(`encryption ${String(algorithm)} (${resource.id})`);
  const key = byDefault.KMSMasterKeyID;
  return {
    algorithm,
    key: typeof key === 'string' ? key : undefined,
    bucketKey: flag(rule?.BucketKeyEnabled),
  };
}

function corsRule(rule: Record<string, unknown>): CorsRule {
  const texts = (name: string) => (Array.isArray(rule[name]) ? (rule[name] as unknown[]).map(String) : []);
  return {
    origins: texts('AllowedOrigins'),
    methods: texts('AllowedMethods'),
    headers: texts('AllowedHeaders'),
    exposed: texts('ExposedHeaders'),
    maxAgeSeconds: rule.MaxAge === undefined ? undefined : Number(rule.MaxAge),
  };
}

function lifecycleRule(rule: Record<string, unknown>, resource: TemplateResource): LifecycleRule {
  const unknown = Object.keys(rule).find((property) => !ruleProperties.includes(property));
  if (unknown) throw new UnsupportedError(`lifecycle property ${unknown} (${resource.id})`);
  const days = (value: unknown) => (value === undefined ? undefined : Number(value));
  const noncurrent = section(rule, 'NoncurrentVersionExpiration');
  if (noncurrent.NewerNoncurrentVersions !== undefined) {
    throw new UnsupportedError(`lifecycle property NewerNoncurrentVersions (${resource.id})`);
  }
  return {
    prefix: String(rule.Prefix ?? section(rule, 'Filter').Prefix ?? ''),
    expirationDays: days(rule.ExpirationInDays),
    noncurrentDays: days(noncurrent.NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays),
    abortUploadDays: days(section(rule, 'AbortIncompleteMultipartUpload').DaysAfterInitiation),
    expireMarkers: flag(rule.ExpiredObjectDeleteMarker),
  };
}
