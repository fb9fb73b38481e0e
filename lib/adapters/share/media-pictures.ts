import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ExportPorts } from '../../domain/share/export-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);
const seconds = 3600;

/** Stored pictures for exports: their bytes, or an address that is good for an hour. */
export function mediaPictures(bucket: string): ExportPorts['pictures'] {
  const command = (key: string) => new GetObjectCommand({ Bucket: bucket, Key: key });
  return {
    read: async (key) =>
      (await (await s3.send(command(key))).Body?.transformToByteArray()) ?? new Uint8Array(),
    address: (key) => getSignedUrl(s3, command(key), { expiresIn: seconds }),
  };
}
