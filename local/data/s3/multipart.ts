import { createHash } from 'node:crypto';
import { AwsError } from '../../service.ts';
import type { Call, S3Operation } from './call.ts';
import { bucketPermission, objectPermission, query, xml } from './call.ts';
import { verifyChecksums } from './checksums.ts';
import { encryptionHeaders, encryptionPermissions, requestedEncryption } from './encryption.ts';
import { refuseLockHeaders, retentionOf } from './object-lock.ts';
import { describedBy } from './stored-object.ts';
import type { Part, Upload } from './uploads.ts';
import { checkKey, checkSupported, record, versionHeader, writePermissions } from './write-object.ts';
import { document, elements, textOf } from './xml.ts';

const minimumPartBytes = 5 * 1024 * 1024;
const maximumParts = 10_000;

export const createMultipartUpload: S3Operation = {
  permissions: (call) => writePermissions(call, true),
  run(call) {
    checkKey(call.key);
    checkSupported(call.request);
    refuseLockHeaders(call.request);
    const encryption = requestedEncryption(call.bucket, call.request);
    const id = call.store.uploads.start(call.bucket.name, call.key, {
      ...describedBy(call.request.headers),
      checksums: {},
      encryption,
    });
    const body = document('InitiateMultipartUploadResult', {
      Bucket: call.bucket.name,
      Key: call.key,
      UploadId: id,
    });
    return xml(200, body, encryptionHeaders(encryption));
  },
};

export const uploadPart: S3Operation = {
  permissions: (call) => partPermissions(call),
  async run(call) {
    const upload = uploadOf(call);
    const number = Number(query(call, 'partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > maximumParts) {
      throw new AwsError(
        'InvalidArgument',
        'Part number must be an integer between 1 and 10000, inclusive',
        400,
        { ArgumentName: 'partNumber', ArgumentValue: String(number) },
      );
    }
    const { body, headers } = call.request;
    const checksums = verifyChecksums(headers, body);
    const etag = createHash('md5').update(body).digest('hex');
    const blob = await call.store.blobs.write(body);
    await call.store.blobs.remove(
      call.store.uploads.addPart(upload, { number, size: body.length, etag, blob }),
    );
    return {
      status: 200,
      headers: {
        etag: `"${etag}"`,
        ...encryptionHeaders(upload.description.encryption),
        ...Object.fromEntries(
          Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]),
        ),
      },
    };
  },
};

export const completeMultipartUpload: S3Operation = {
  permissions: (call) => partPermissions(call),
  async run(call) {
    const upload = uploadOf(call);
    const parts = chosenParts(call, upload);
    const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
    const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
    const versionId = await record(call, {
      bucket: call.bucket.name,
      key: call.key,
      size: parts.reduce((total, { size }) => total + size, 0),
      etag,
      blob: await call.store.blobs.join(parts.map(({ blob }) => blob)),
      description: { ...upload.description, retention: retentionOf(call) },
    });
    await call.store.blobs.remove(call.store.uploads.remove(upload.id));
    const body = document('CompleteMultipartUploadResult', {
      Location: `${call.context.endpoint}/${call.bucket.name}/${call.key}`,
      Bucket: call.bucket.name,
      Key: call.key,
      ETag: `"${etag}"`,
    });
    return xml(200, body, {
      ...encryptionHeaders(upload.description.encryption),
      ...versionHeader(versionId),
    });
  },
};

export const abortMultipartUpload: S3Operation = {
  permissions: (call) => [objectPermission('AbortMultipartUpload', call)],
  async run(call) {
    await call.store.blobs.remove(call.store.uploads.remove(uploadOf(call).id));
    return { status: 204 };
  },
};

export const listParts: S3Operation = {
  permissions: (call) => [objectPermission('ListMultipartUploadParts', call)],
  run(call) {
    const upload = uploadOf(call);
    return xml(
      200,
      document('ListPartsResult', {
        Bucket: upload.bucket,
        Key: upload.key,
        UploadId: upload.id,
        IsTruncated: false,
        MaxParts: maximumParts,
        Part: call.store.uploads.parts(upload).map((part) => ({
          PartNumber: part.number,
          LastModified: new Date(part.modifiedAt).toISOString(),
          ETag: `"${part.etag}"`,
          Size: part.size,
        })),
      }),
    );
  },
};

export const listMultipartUploads: S3Operation = {
  permissions: (call) => [bucketPermission('ListBucketMultipartUploads', call)],
  run: (call) =>
    xml(
      200,
      document('ListMultipartUploadsResult', {
        Bucket: call.bucket.name,
        IsTruncated: false,
        Upload: call.store.uploads.all(call.bucket.name).map((upload) => ({
          Key: upload.key,
          UploadId: upload.id,
          Initiated: new Date(upload.startedAt).toISOString(),
        })),
      }),
    ),
};

function uploadOf(call: Call): Upload {
  return call.store.uploads.find(query(call, 'uploadId') ?? '', call.bucket.name, call.key);
}

function partPermissions(call: Call) {
  const { encryption } = uploadOf(call).description;
  return [
    objectPermission('PutObject', call),
    ...encryptionPermissions(call.context, encryption, { bucket: call.bucket.name, key: call.key }, [
      'kms:GenerateDataKey',
      'kms:Decrypt',
    ]),
  ];
}

/** The parts that the request lists, in its order, which must be ascending. */
function chosenParts(call: Call, upload: Upload): readonly Part[] {
  const known = new Map(call.store.uploads.parts(upload).map((part) => [part.number, part]));
  const listed = elements(call.request.body.toString('utf8'), 'Part').map((element) => ({
    number: Number(textOf(element, 'PartNumber')),
    etag: (textOf(element, 'ETag') ?? '').replaceAll('"', ''),
  }));
  if (listed.length === 0) {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  if (listed.some(({ number }, index) => index > 0 && number <= (listed[index - 1]?.number ?? 0))) {
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
      { UploadId: upload.id },
    );
  }
  return listed.map(({ number, etag }, index) => {
    const part = known.get(number);
    if (part?.etag !== etag) {
      throw new AwsError(
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        400,
        { UploadId: upload.id, PartNumber: number, ETag: etag },
      );
    }
    if (index < listed.length - 1 && part.size < minimumPartBytes) {
      throw new AwsError(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        400,
        {
          PartNumber: number,
          ETag: etag,
          MinSizeAllowed: minimumPartBytes,
          ProposedSize: part.size,
        },
      );
    }
    return part;
  });
}
