import { AwsError } from '../../service.ts';
import type { Call, S3Operation } from './call.ts';
import { bucketPermission, query, xml } from './call.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { listObjectsV2, listObjectVersions } from './list-objects.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from './multipart.ts';
import { getObjectLockConfiguration, getObjectRetention } from './object-lock.ts';
import { getObject, headObject } from './read-object.ts';
import { putObject } from './write-object.ts';
import { document } from './xml.ts';

/** Parameters that choose the operation; any other that S3 would act on is refused. */
const known = [
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'key-marker',
  'version-id-marker',
  'versions',
  'uploads',
  'uploadId',
  'partNumber',
  'versionId',
  'retention',
  'object-lock',
  'delete',
  'location',
  'versioning',
  'x-id',
];

export function operationOf(call: Call): S3Operation {
  const unknown = [...call.request.query.keys()].find(
    (name) => !known.includes(name) && !/^(x-amz-|response-)/i.test(name),
  );
  const operation = unknown === undefined ? (call.key === '' ? onBucket(call) : onObject(call)) : undefined;
  if (operation) return operation;
  throw new AwsError(
    'NotImplemented',
    `The local cloud does not support ${call.request.method} ${call.key === '' ? 'on a bucket' : 'on an object'}${unknown ? ` with ?${unknown}` : ''}`,
    501,
  );
}

function onBucket(call: Call): S3Operation | undefined {
  const has = (name: string) => query(call, name) !== undefined;
  switch (call.request.method) {
    case 'HEAD':
      return headBucket;
    case 'POST':
      return has('delete') ? deleteObjects : undefined;
    case 'GET':
      if (query(call, 'list-type') === '2') return listObjectsV2;
      if (has('versions')) return listObjectVersions;
      if (has('uploads')) return listMultipartUploads;
      if (has('object-lock')) return getObjectLockConfiguration;
      if (has('location')) return getBucketLocation;
      return has('versioning') ? getBucketVersioning : undefined;
    default:
      return undefined;
  }
}

function onObject(call: Call): S3Operation | undefined {
  const has = (name: string) => query(call, name) !== undefined;
  const copies = call.request.headers['x-amz-copy-source'] !== undefined;
  switch (call.request.method) {
    case 'GET':
      if (has('retention')) return getObjectRetention;
      return has('uploadId') ? listParts : getObject;
    case 'HEAD':
      return headObject;
    case 'PUT':
      if (has('retention')) return undefined;
      if (has('uploadId')) return copies ? undefined : uploadPart;
      return copies ? copyObject : putObject;
    case 'DELETE':
      return has('uploadId') ? abortMultipartUpload : deleteObject;
    case 'POST':
      if (has('uploads')) return createMultipartUpload;
      return has('uploadId') ? completeMultipartUpload : undefined;
    default:
      return undefined;
  }
}

const headBucket: S3Operation = {
  permissions: (call) => [bucketPermission('ListBucket', call)],
  run: (call) => ({ status: 200, headers: { 'x-amz-bucket-region': call.context.region } }),
};

const getBucketLocation: S3Operation = {
  permissions: (call) => [bucketPermission('GetBucketLocation', call)],
  // The oldest region has no constraint.
  run: (call) =>
    xml(
      200,
      `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${
        call.context.region === 'us-east-1' ? '' : call.context.region
      }</LocationConstraint>`,
    ),
};

const getBucketVersioning: S3Operation = {
  permissions: (call) => [bucketPermission('GetBucketVersioning', call)],
  run: (call) =>
    xml(200, document('VersioningConfiguration', call.bucket.versioned ? { Status: 'Enabled' } : {})),
};
