import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { DeleteOriginalsPorts } from '../../domain/media/delete-originals.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);

/** Sealed screenshots in the intake bucket, on their way out. */
export function originals(bucket: string, client = s3): DeleteOriginalsPorts['originals'] {
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  return {
    list: async (prefix) => {
      const keys: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: prefix },
      ))
        keys.push(...Contents.flatMap(({ Key }) => (Key ? [Key] : [])));
      return keys;
    },
    checksum: (key) =>
      orNothing(async () => {
        const { Body } = await client.send(new GetObjectCommand(at(key)));
        const hash = createHash('sha256');
        if (Body instanceof Readable) await pipeline(Body, hash);
        return hash.digest('hex');
      }),
    remove: async (key) => {
      await client.send(new DeleteObjectCommand(at(key)));
    },
    isThere: async (key) =>
      (await orNothing(() => client.send(new HeadObjectCommand(at(key))))) !== undefined,
  };
}

/** HeadObject has no body to say it in: its error is `NotFound`, GetObject's `NoSuchKey`. */
async function orNothing<Value>(call: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return undefined;
    throw error;
  }
}
