import type { AwsRequest, Permission, TemplateResource } from '../../service.ts';
import { AwsError, UnsupportedError } from '../../service.ts';
import { flag, section } from '../template-properties.ts';
import type { Call, S3Operation } from './call.ts';
import { bucketPermission, objectPermission, xml } from './call.ts';
import { found, locate } from './read-object.ts';
import type { StoredObject } from './stored-object.ts';
import { document } from './xml.ts';

const modes = ['COMPLIANCE', 'GOVERNANCE'] as const;
export type LockMode = (typeof modes)[number];

/** Of one version of an object. */
export interface Retention {
  readonly mode: LockMode;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Of a bucket; without `byDefault` only what is written with a retention of its own is locked. */
export interface ObjectLock {
  readonly byDefault:
    | { readonly mode: LockMode; readonly unit: 'Days' | 'Years'; readonly length: number }
    | undefined;
}

const dayMs = 24 * 3_600_000;
const modeHeader = 'x-amz-object-lock-mode';
const untilHeader = 'x-amz-object-lock-retain-until-date';

export function objectLockFrom(resource: TemplateResource): ObjectLock | undefined {
  const configuration = section(resource.properties, 'ObjectLockConfiguration');
  if (!flag(resource.properties.ObjectLockEnabled)) {
    if (Object.keys(configuration).length === 0) return undefined;
    throw new UnsupportedError(`an ObjectLockConfiguration without ObjectLockEnabled (${resource.id})`);
  }
  const { Mode, Days, Years } = section(section(configuration, 'Rule'), 'DefaultRetention');
  if (Mode === undefined) return { byDefault: undefined };
  const mode = modes.find((known) => known === Mode);
  if (!mode || (Days === undefined) === (Years === undefined))
    throw new UnsupportedError(`the DefaultRetention of ${resource.id}`);
  const [unit, length] = Days === undefined ? (['Years', Years] as const) : (['Days', Days] as const);
  return { byDefault: { mode, unit, length: Number(length) } };
}

/** What a new version is locked by: the request's own headers, or the bucket's rule. */
export function retentionOf({ request, bucket, store }: Call): Retention | undefined {
  const { [modeHeader]: mode, [untilHeader]: until } = request.headers;
  if (mode === undefined && until === undefined) return defaultRetention(bucket.objectLock, store.now());
  if (!bucket.objectLock) throw missingLock();
  if (mode === undefined || until === undefined)
    throw new AwsError('InvalidArgument', `${untilHeader} and ${modeHeader} must both be supplied`);
  const known = modes.find((one) => one === mode);
  if (!known) throw new AwsError('InvalidArgument', 'Unknown wormMode directive.');
  const time = Date.parse(until);
  if (!(time > store.now()))
    throw new AwsError('InvalidArgument', 'The retain until date must be in the future!');
  return { mode: known, until: time };
}

function defaultRetention(lock: ObjectLock | undefined, now: number): Retention | undefined {
  if (!lock?.byDefault) return undefined;
  const { mode, unit, length } = lock.byDefault;
  if (unit === 'Days') return { mode, until: now + length * dayMs };
  const until = new Date(now);
  return { mode, until: until.setUTCFullYear(until.getUTCFullYear() + length) };
}

/** Who locks what it writes needs leave for that as well. */
export function lockPermissions(call: Call): readonly Permission[] {
  const asked = [modeHeader, untilHeader].some((name) => call.request.headers[name] !== undefined);
  return asked ? [objectPermission('PutObjectRetention', call)] : [];
}

/** A checksum is asked for, so that nothing is locked which was spoilt on its way. */
export function checkLockedWrite(request: AwsRequest, retention: Retention | undefined): void {
  const names = Object.keys(request.headers);
  const checked = names.some((name) => name === 'content-md5' || /^x-amz-(checksum-|trailer$)/.test(name));
  if (!retention || checked) return;
  throw new AwsError(
    'InvalidRequest',
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
  );
}

/** Of a multipart upload the bucket's rule is all that is known here. */
export function refuseLockHeaders({ headers }: AwsRequest): void {
  const header = [modeHeader, untilHeader].find((name) => headers[name] !== undefined);
  if (header)
    throw new AwsError('NotImplemented', `The local cloud does not support the header ${header} here`, 501);
}

/** A version stays until its time; of governance mode the bypass is not supported. */
export function checkUnlocked(version: StoredObject | undefined, now: number): void {
  if (version && isLocked(version, now))
    throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', 403);
}

export function isLocked({ description }: StoredObject, now: number): boolean {
  return (description.retention?.until ?? 0) > now;
}

export const getObjectRetention: S3Operation = {
  permissions: (call) => [objectPermission('GetObjectRetention', call)],
  run(call) {
    const { retention } = found(call, locate(call)).description;
    if (!call.bucket.objectLock) throw missingLock();
    if (!retention)
      throw new AwsError(
        'NoSuchObjectLockConfiguration',
        'The specified object does not have a ObjectLock configuration',
        404,
      );
    const RetainUntilDate = new Date(retention.until).toISOString();
    return xml(200, document('Retention', { Mode: retention.mode, RetainUntilDate }));
  },
};

export const getObjectLockConfiguration: S3Operation = {
  permissions: (call) => [bucketPermission('GetBucketObjectLockConfiguration', call)],
  run({ bucket: { objectLock, name } }) {
    if (!objectLock)
      throw new AwsError(
        'ObjectLockConfigurationNotFoundError',
        'Object Lock configuration does not exist for this bucket',
        404,
        { BucketName: name },
      );
    const rule = objectLock.byDefault;
    return xml(
      200,
      document('ObjectLockConfiguration', {
        ObjectLockEnabled: 'Enabled',
        ...(rule ? { Rule: { DefaultRetention: { Mode: rule.mode, [rule.unit]: rule.length } } } : {}),
      }),
    );
  },
};

function missingLock(): AwsError {
  return new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
}
