import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { draft } from '../../contracts/guides/draft.ts';
import type { TitlePorts } from '../../domain/ai/title-steps.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault } from '../../runtime/faults.ts';
import { describeIssues, parse } from '../../runtime/parse.ts';

/** Draft documents in the media bucket, under `drafts/`. */
export function s3Drafts(bucket: string): TitlePorts['drafts'] {
  const s3 = new S3Client(clientSettings);
  return {
    read: async (key) => {
      const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const parsed = parse(draft, JSON.parse((await object.Body?.transformToString()) ?? 'null'));
      if (!parsed.ok) throw new PermanentFault(`draft ${key}: ${describeIssues(parsed.error)}`);
      return parsed.value;
    },
    write: async (key, body) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: JSON.stringify(body),
          ContentType: 'application/json',
        }),
      );
    },
  };
}
