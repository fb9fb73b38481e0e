import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Checkpoints } from '../../domain/audit/keep-checkpoints.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { firstVersions } from './object-versions.ts';

const lockedDays = 90;

/** In the locked bucket; the key says all: `checkpoints/<tenant>/<row>-<its hash>`. */
export function s3Checkpoints(
  bucket: string,
  client = new S3Client(clientSettings),
  now: () => number = Date.now,
): Checkpoints {
  return {
    async keep(tenantId, { sequence, hash }) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: `${prefixOf(tenantId)}${String(sequence).padStart(12, '0')}-${hash}`,
          Body: `${JSON.stringify({ tenantId, sequence, hash })}\n`,
          ContentType: 'application/json',
          // By the bucket's own rule it would be years, as for exports, which take its place.
          ObjectLockMode: 'COMPLIANCE',
          ObjectLockRetainUntilDate: new Date(now() + lockedDays * 24 * 3_600_000),
        }),
      );
    },
    async list(tenantId) {
      const versions = await firstVersions(client, bucket, prefixOf(tenantId));
      return versions.flatMap(({ key }) => {
        const [, sequence, hash] = /\/(\d{12})-(\w+)$/.exec(key) ?? [];
        return sequence && hash ? [{ sequence: Number(sequence), hash }] : [];
      });
    },
  };
}

const prefixOf = (tenantId: string) => `checkpoints/${tenantId}/`;
