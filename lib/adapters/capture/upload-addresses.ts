import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { PreparePorts } from '../../domain/capture/prepare-screenshots.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const lifetimeSeconds = 15 * 60;
const contentType = 'application/octet-stream';

/** Presigned PUTs whose signature covers length and type, so that nothing else can be put there. */
export function s3UploadAddresses(
  bucket: string,
  // Without this the SDK signs the checksum of an empty body into the address.
  client = new S3Client({ ...clientSettings, requestChecksumCalculation: 'WHEN_REQUIRED' }),
): PreparePorts['uploads'] {
  return {
    async address(key, bytes) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentLength: bytes,
        ContentType: contentType,
      });
      const url = await getSignedUrl(client, command, {
        expiresIn: lifetimeSeconds,
        signableHeaders: new Set(['content-length', 'content-type', 'host']),
      });
      return {
        url,
        headers: { 'content-type': contentType },
        expiresAt: new Date(Date.now() + lifetimeSeconds * 1_000).toISOString(),
      };
    },
  };
}
