import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { MediaPorts } from '../../domain/media/process-screenshot.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { TransientFault } from '../../runtime/faults.ts';

const s3 = new S3Client(clientSettings);

/** Pictures in the media bucket, under keys that hold their hash. */
export function storedPictures(bucket: string): MediaPorts['media'] {
  return {
    keep: async (key, bytes) => {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: bytes,
            ContentType: 'image/webp',
            IfNoneMatch: '*',
          }),
        );
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412) return;
        if (status === 409) throw new TransientFault('the same picture is being written', { cause: error });
        throw error;
      }
    },
  };
}
