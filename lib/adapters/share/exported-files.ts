import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ExportPorts } from '../../domain/share/export-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);

/** Exports in the media bucket under `exports/`, which keeps them for a day. */
export function exportedFiles(bucket: string): ExportPorts['files'] {
  return {
    keep: async ({ key, body, contentType, fileName }, until) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          ContentDisposition: `attachment; filename="${fileName}"`,
        }),
      );
      const expiresIn = Math.max(1, Math.floor((until.getTime() - Date.now()) / 1000));
      return getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn });
    },
  };
}
