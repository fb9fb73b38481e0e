import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { MediaPorts } from '../../domain/media/process-screenshot.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);

/** Sealed frames in the intake bucket. */
export function sealedScreenshots(bucket: string): MediaPorts['intake'] {
  return {
    read: async (key, maximumBytes) => {
      try {
        const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const size = object.ContentLength ?? 0;
        if (size > maximumBytes) {
          // Ends the transfer: the bytes are not wanted.
          await object.Body?.transformToWebStream().cancel();
          return { size };
        }
        return { size, bytes: (await object.Body?.transformToByteArray()) ?? new Uint8Array() };
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
  };
}
