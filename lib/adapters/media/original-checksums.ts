import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import type { Checksums, DeleteOriginalsPorts } from '../../domain/media/delete-originals.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);
const document = z.record(z.string(), z.string());

/** What was deleted of a recording, beside its draft, for as long as that is kept. */
export function originalChecksums(bucket: string): DeleteOriginalsPorts['checksums'] {
  const read = async (key: string): Promise<Checksums> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return document.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  };
  return {
    keepFirst: async (key, checksums) => {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: JSON.stringify(checksums),
            ContentType: 'application/json',
            IfNoneMatch: '*',
          }),
        );
        return checksums;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status !== 412) throw error;
        return read(key);
      }
    },
  };
}
