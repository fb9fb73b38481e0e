import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ExportPorts } from '../../domain/share/export-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);

/** Stored pictures, for exports. */
export function mediaPictures(bucket: string): ExportPorts['pictures'] {
  return {
    read: async (key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
  };
}
