import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterRevocationSeconds, publicMemorySeconds } from '../../contracts/share/link.ts';
import type { Publications } from '../../domain/share/publish-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);

/**
 * Browsers keep a picture for good, since its name holds its hash. The edge asks again before long: what was revoked
 * or taken away must not live on there, and of what needs a cookie hardly at all.
 */
export function caching(key: string, kind: 'picture' | 'page'): string {
  const edgeSeconds = key.startsWith('p/') ? publicMemorySeconds : afterRevocationSeconds;
  return kind === 'picture'
    ? `public, max-age=31536000, s-maxage=${edgeSeconds}, immutable`
    : `public, max-age=0, s-maxage=${edgeSeconds}, must-revalidate`;
}

const perDeletion = 1000;

/** Publications in the published bucket; pictures come from the media bucket without passing through here. */
export function publications(mediaBucket: string, bucket: string): Publications {
  return {
    list: async (prefix) => {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix }))
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key ? [Key] : [])));
      return keys;
    },
    copyPicture: async (mediaKey, key) => {
      await s3.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: key,
          CopySource: `${mediaBucket}/${mediaKey.split('/').map(encodeURIComponent).join('/')}`,
          MetadataDirective: 'REPLACE',
          ContentType: 'image/webp',
          CacheControl: caching(key, 'picture'),
        }),
      );
    },
    copy: async (from, to) => {
      const CopySource = `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
      await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource }));
    },
    put: async (key, body, contentType) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          CacheControl: caching(key, 'page'),
        }),
      );
    },
    remove: async (keys) => {
      for (let at = 0; at < keys.length; at += perDeletion) {
        const Objects = keys.slice(at, at + perDeletion).map((Key) => ({ Key }));
        const { Errors } = await s3.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors?.length) throw new Error(`${Errors.length} published objects were not removed`);
      }
    },
  };
}
