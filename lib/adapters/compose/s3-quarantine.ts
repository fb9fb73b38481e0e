import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { recordingId as recordingIdSchema } from '../../contracts/capture/recording.ts';
import type { Quarantine } from '../../domain/compose/live/ports.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { parse } from '../../runtime/parse.ts';

/**
 * `<recording>/<sequence or hash>.bin` holds the frame, `.json` beside it the reason. Only a recording that is known
 * to exist names a folder: everything else goes to `unknown/`.
 */
export function s3Quarantine(bucket: string, client = new S3Client(clientSettings)): Quarantine {
  const put = (key: string, body: Uint8Array | string, contentType: string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }));
  return {
    async put(frame, { reason, recordingId, sequence }) {
      const hash = createHash('sha256').update(frame).digest('hex').slice(0, 32);
      const folder = parse(recordingIdSchema, recordingId).ok ? recordingId : 'unknown';
      const name = `${folder}/${sequence === undefined || reason === 'sequence-reused' ? hash : sequence}`;
      const about = { reason, recordingId, sequence, bytes: frame.length, hash };
      await Promise.all([
        put(`${name}.bin`, frame, 'application/octet-stream'),
        put(`${name}.json`, JSON.stringify(about), 'application/json'),
      ]);
    },
  };
}
