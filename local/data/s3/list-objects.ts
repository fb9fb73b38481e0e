import { AwsError } from '../../service.ts';
import type { Call, S3Operation } from './call.ts';
import { bucketPermission, query, xml } from './call.ts';
import { afterAll } from './object-table.ts';
import type { StoredObject } from './stored-object.ts';
import type { XmlElements } from './xml.ts';
import { document } from './xml.ts';

const maximumKeys = 1000;

export const listObjectsV2: S3Operation = {
  permissions: (call) => [bucketPermission('ListBucket', call, listConditions(call))],
  run(call) {
    const prefix = query(call, 'prefix') ?? '';
    const delimiter = query(call, 'delimiter') ?? '';
    const token = query(call, 'continuation-token');
    const startAfter = query(call, 'start-after');
    const encode = encoder(call);
    const limit = Math.min(maxKeys(call), maximumKeys);
    const from = token === undefined ? startAfter && `${startAfter}\0` : decodeToken(token);
    const page = collect(call, { prefix, delimiter, from: from ?? '', limit });
    return xml(
      200,
      document('ListBucketResult', {
        Name: call.bucket.name,
        Prefix: encode(prefix),
        ...(delimiter ? { Delimiter: encode(delimiter) } : {}),
        MaxKeys: limit,
        KeyCount: page.objects.length + page.prefixes.length,
        IsTruncated: page.next !== undefined,
        ...(token === undefined ? {} : { ContinuationToken: token }),
        ...(startAfter === undefined ? {} : { StartAfter: encode(startAfter) }),
        ...(page.next === undefined
          ? {}
          : { NextContinuationToken: Buffer.from(page.next).toString('base64url') }),
        ...(query(call, 'encoding-type') ? { EncodingType: 'url' } : {}),
        Contents: page.objects.map((object) => ({ Key: encode(object.key), ...summary(object) })),
        CommonPrefixes: page.prefixes.map((common) => ({ Prefix: encode(common) })),
      }),
    );
  },
};

export const listObjectVersions: S3Operation = {
  permissions: (call) => [bucketPermission('ListBucketVersions', call, listConditions(call))],
  run(call) {
    const prefix = query(call, 'prefix') ?? '';
    if (query(call, 'delimiter') || query(call, 'key-marker')) {
      throw new AwsError(
        'NotImplemented',
        'The local cloud lists versions whole, without delimiter or marker',
        501,
      );
    }
    const versions = call.store.objects.versions(call.bucket.name, prefix);
    const described = (object: StoredObject): XmlElements => ({
      Key: object.key,
      VersionId: object.versionId,
      IsLatest: object.latest,
      ...(object.deleteMarker
        ? { LastModified: new Date(object.modifiedAt).toISOString() }
        : summary(object)),
    });
    return xml(
      200,
      document('ListVersionsResult', {
        Name: call.bucket.name,
        Prefix: prefix,
        MaxKeys: maximumKeys,
        IsTruncated: false,
        Version: versions.filter(({ deleteMarker }) => !deleteMarker).map(described),
        DeleteMarker: versions.filter(({ deleteMarker }) => deleteMarker).map(described),
      }),
    );
  },
};

interface Page {
  readonly objects: StoredObject[];
  readonly prefixes: string[];
  /** Where the next page begins (inclusive). */
  readonly next: string | undefined;
}

/** Keys and common prefixes in order; a common prefix counts as one and skips all keys under it. */
function collect(
  call: Call,
  { prefix, delimiter, from, limit }: { prefix: string; delimiter: string; from: string; limit: number },
): Page {
  const objects: StoredObject[] = [];
  const prefixes: string[] = [];
  let at = from;
  for (;;) {
    let seen = 0;
    let skipTo: string | undefined;
    for (const object of call.store.objects.from(call.bucket.name, prefix, at)) {
      seen += 1;
      const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      if (objects.length + prefixes.length >= limit) {
        return { objects, prefixes, next: limit === 0 ? undefined : object.key };
      }
      if (cut >= 0) {
        const common = object.key.slice(0, cut + delimiter.length);
        prefixes.push(common);
        skipTo = common + afterAll;
        break;
      }
      objects.push(object);
      at = `${object.key}\0`;
    }
    if (skipTo === undefined && seen < maximumKeys) return { objects, prefixes, next: undefined };
    at = skipTo ?? at;
  }
}

function summary(object: StoredObject): XmlElements {
  const [algorithm] = Object.keys(object.description.checksums);
  return {
    LastModified: new Date(object.modifiedAt).toISOString(),
    ETag: `"${object.etag}"`,
    ...(algorithm ? { ChecksumAlgorithm: algorithm.toUpperCase() } : {}),
    Size: object.size,
    StorageClass: 'STANDARD',
  };
}

function listConditions(call: Call): Record<string, string> {
  const names = { prefix: 's3:prefix', delimiter: 's3:delimiter', 'max-keys': 's3:max-keys' };
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, condition]) => {
      const value = query(call, name);
      return value === undefined ? [] : [[condition, value]];
    }),
  );
}

function maxKeys(call: Call): number {
  const given = query(call, 'max-keys');
  if (given === undefined) return maximumKeys;
  const number = Number(given);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within integer range', 400, {
    ArgumentName: 'max-keys',
    ArgumentValue: given,
  });
}

function encoder(call: Call): (text: string) => string {
  const type = query(call, 'encoding-type');
  if (type === undefined) return (text) => text;
  if (type === 'url') return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
  throw new AwsError('InvalidArgument', 'Invalid Encoding Method specified in Request', 400, {
    ArgumentName: 'encoding-type',
    ArgumentValue: type,
  });
}

function decodeToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (Buffer.from(key).toString('base64url') === token) return key;
  throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400, {
    ArgumentName: 'continuation-token',
  });
}
