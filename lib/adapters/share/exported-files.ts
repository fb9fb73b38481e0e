import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ExportPorts } from '../../domain/share/export-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);
const seconds = 600;

/** Exports too large for a response, in the media bucket under `exports/`. */
export function exportedFiles(bucket: string): ExportPorts['files'] {
  return {
    keep: async (key, body, contentType, disposition) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          ContentDisposition: disposition,
        }),
      );
      return getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds });
    },
  };
}
