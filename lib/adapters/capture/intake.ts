import { DeleteObjectsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { DiscardPorts } from '../../domain/capture/discard-recording.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

export function s3Intake(bucket: string, client = new S3Client(clientSettings)): DiscardPorts['intake'] {
  return {
    async empty(prefix) {
      while (true) {
        const { Contents = [] } = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
        );
        const keys = Contents.flatMap(({ Key }) => (Key ? [{ Key }] : []));
        if (keys.length === 0) return;
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } }),
        );
        if (Errors.length > 0)
          throw new Error(`${Errors.length} screenshots could not be deleted: ${Errors[0]?.Code}`);
      }
    },
  };
}
