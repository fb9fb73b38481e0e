import { GetObjectCommand, GetObjectRetentionCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { AuditExport, LogExports } from '../../domain/audit/export-log.ts';
import type { ExportedLine } from '../../domain/audit/verify-log.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { firstVersions, type Version } from './object-versions.ts';

const addressSeconds = 300;
/** Looked at together. */
const lanes = 16;

/** Exports in the locked bucket: `<tenant>/<first row>-<last row>-<hash of the last>.jsonl`. */
export function s3Exports(
  bucket: string,
  client = new S3Client(clientSettings),
): LogExports & {
  lines(tenantId: string): Promise<AsyncIterable<ExportedLine>>;
} {
  const describe = async (version: Version): Promise<AuditExport> => {
    const [Key, VersionId] = [version.key, version.versionId];
    const { Retention } = await client.send(
      new GetObjectRetentionCommand({ Bucket: bucket, Key, VersionId }),
    );
    const get = new GetObjectCommand({ Bucket: bucket, Key, VersionId });
    return {
      ...nameOf(Key),
      createdAt: version.createdAt.toISOString(),
      lockedUntil: Retention?.RetainUntilDate?.toISOString() ?? version.createdAt.toISOString(),
      url: await getSignedUrl(client, get, { expiresIn: addressSeconds }),
    };
  };
  return {
    lastSequence: async (tenantId) => {
      const versions = await exportsOf(client, bucket, tenantId);
      return Math.max(0, ...versions.map(({ key }) => nameOf(key).toSequence));
    },
    list: async (tenantId) => {
      const versions = await exportsOf(client, bucket, tenantId);
      const waiting = versions.entries();
      const described: AuditExport[] = [];
      const lane = async () => {
        for (const [index, version] of waiting) described[index] = await describe(version);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return described.reverse();
    },
    keep: async (tenantId, { from, to, lastHash }, lines) => {
      const key = `${tenantId}/${padded(from)}-${padded(to)}-${lastHash}.jsonl`;
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: lines.map((line) => `${line}\n`).join(''),
          ContentType: 'application/jsonl',
        }),
      );
      const kept = (await exportsOf(client, bucket, tenantId)).find((version) => version.key === key);
      if (!kept) throw new Error('an export vanished right after it was written');
      return describe(kept);
    },
    lines: async (tenantId) => linesOf(client, bucket, await exportsOf(client, bucket, tenantId)),
  };
}

async function* linesOf(client: S3Client, bucket: string, versions: readonly Version[]) {
  for (const { key, versionId } of versions) {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
    );
    const text = (await Body?.transformToString()) ?? '';
    for (const line of text.split('\n')) if (line !== '') yield { exportId: nameOf(key).id, text: line };
  }
}

/** In the order of their rows. */
async function exportsOf(client: S3Client, bucket: string, tenantId: string): Promise<readonly Version[]> {
  const versions = await firstVersions(client, bucket, `${tenantId}/`);
  return versions.filter(({ key }) => namePattern.test(key));
}

const namePattern = /\/(\d{12})-(\d{12})-(\w+)\.jsonl$/;

function nameOf(key: string) {
  const [, from = '', to = '', lastHash = ''] = namePattern.exec(key) ?? [];
  return { id: `${from}-${to}`, fromSequence: Number(from), toSequence: Number(to), lastHash };
}

const padded = (sequence: number) => String(sequence).padStart(12, '0');
