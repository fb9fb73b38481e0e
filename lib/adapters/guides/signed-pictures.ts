import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { SignedPictures } from '../../domain/guides/guide-record.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);
const seconds = 3600;

/** Presigned addresses in the media bucket, good for an hour. */
export function signedPictures(bucket: string): SignedPictures {
  return {
    address: (key) =>
      getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds }),
  };
}
