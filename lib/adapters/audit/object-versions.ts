import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

export interface Version {
  readonly key: string;
  readonly versionId: string;
  readonly createdAt: Date;
}

/**
 * Of each key the version that was written first, in the order of the keys: it is locked, and a later one, or a marker
 * that says that it is deleted, hides nothing.
 */
export async function firstVersions(client: S3Client, bucket: string, prefix: string): Promise<Version[]> {
  const versions = new Map<string, Version>();
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from }),
    );
    // Newest first within a key: the last one seen is the first one written.
    for (const { Key: key, VersionId: versionId, LastModified: createdAt } of page.Versions ?? [])
      if (key && versionId && createdAt) versions.set(key, { key, versionId, createdAt });
    from = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  }
  return [...versions.values()];
}
