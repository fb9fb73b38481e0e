import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { draft } from '../../contracts/guides/draft.ts';
import type { ReopenVersionPorts } from '../../domain/guides/reopen-version.ts';
import type { SaveVersionPorts } from '../../domain/guides/save-version.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault } from '../../runtime/faults.ts';
import { describeIssues, parse } from '../../runtime/parse.ts';

const s3 = new S3Client(clientSettings);

/** Drafts in the media bucket. */
export function mediaDrafts(bucket: string): SaveVersionPorts['drafts'] & ReopenVersionPorts['drafts'] {
  return {
    read: async (key) => {
      const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const parsed = parse(draft, JSON.parse((await object.Body?.transformToString()) ?? ''));
      if (!parsed.ok) throw new PermanentFault(`draft ${key}: ${describeIssues(parsed.error)}`);
      return parsed.value;
    },
    write: async (key, body) => {
      const content = { Body: JSON.stringify(body), ContentType: 'application/json' };
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, ...content }));
    },
  };
}
