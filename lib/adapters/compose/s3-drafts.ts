import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { AssemblePorts } from '../../domain/compose/live/assemble-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

export function s3Drafts(bucket: string, client = new S3Client(clientSettings)): AssemblePorts['drafts'] {
  return {
    async put(key, draft) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: JSON.stringify(draft),
          ContentType: 'application/json',
        }),
      );
    },
  };
}
