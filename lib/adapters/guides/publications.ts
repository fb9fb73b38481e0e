import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { DeleteGuidePorts } from '../../domain/guides/delete-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const s3 = new S3Client(clientSettings);

/** Published pages, for taking them away. */
export function publications(bucket: string): DeleteGuidePorts['publications'] {
  return {
    remove: async (publicationId) => {
      for (const prefix of [`p/${publicationId}/`, `g/${publicationId}/`]) await removeAll(bucket, prefix);
    },
  };
}

async function removeAll(bucket: string, prefix: string): Promise<void> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key ? [{ Key }] : []));
    if (keys.length === 0) continue;
    const { Errors } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } }),
    );
    if (Errors?.length) throw new Error(`${Errors.length} objects under ${prefix} were not removed`);
  }
}
