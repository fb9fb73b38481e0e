import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { draft } from '../../contracts/guides/draft.ts';
import type { MediaPorts } from '../../domain/media/process-screenshot.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault } from '../../runtime/faults.ts';
import { describeIssues, parse } from '../../runtime/parse.ts';

const s3 = new S3Client(clientSettings);

/** Drafts in the media bucket, with the time that the bucket's own clock gave them. */
export function mediaDrafts(bucket: string): MediaPorts['drafts'] {
  return {
    read: async (key) => {
      const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const text = (await object.Body?.transformToString()) ?? '';
      const parsed = parse(draft, JSON.parse(text));
      if (!parsed.ok) throw new PermanentFault(`draft ${key}: ${describeIssues(parsed.error)}`);
      return { draft: parsed.value, writtenAt: object.LastModified?.getTime() ?? 0 };
    },
  };
}
