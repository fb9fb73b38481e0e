import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../service.ts';
import { openStateFile } from '../state-file.ts';
import { Blobs } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import { expired, isDue } from './lifecycle.ts';
import { ObjectTable, objectSchema } from './object-table.ts';
import { Uploads, uploadSchema } from './uploads.ts';

/** Everything S3 keeps: buckets of the templates, objects, unfinished uploads, bytes. */
export class S3Store {
  readonly objects: ObjectTable;
  readonly uploads: Uploads;
  readonly blobs: Blobs;
  readonly now: () => number;
  readonly #database: DatabaseSync;
  readonly #buckets = new Map<string, Bucket>();
  readonly #policies = new Map<string, unknown>();

  constructor(directory: string, now: () => number) {
    this.#database = openStateFile(join(directory, 'objects.sqlite'), objectSchema + uploadSchema);
    this.now = now;
    this.objects = new ObjectTable(this.#database, now);
    this.uploads = new Uploads(this.#database, now);
    this.blobs = new Blobs(join(directory, 'blobs'));
  }

  register(bucket: Bucket): void {
    this.#buckets.set(bucket.name, bucket);
  }

  find(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket) return bucket;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
  }

  all(): readonly Bucket[] {
    return [...this.#buckets.values()];
  }

  setPolicy(bucket: string, policy: unknown): void {
    this.#policies.set(bucket, policy);
  }

  policy(arn: string): unknown {
    return this.#policies.get(arn.split(':').at(-1)?.split('/')[0] ?? '');
  }

  /** Carries out the lifecycle rules of every bucket; answers how much it removed. */
  async sweep(): Promise<number> {
    let removed = 0;
    for (const bucket of this.all().filter(({ lifecycle }) => lifecycle.length > 0)) {
      for (const { key, versionId } of expired(
        bucket.lifecycle,
        this.objects.versions(bucket.name),
        this.now(),
      )) {
        const { orphans } =
          versionId === undefined
            ? this.objects.delete(bucket.name, key, bucket.versioned)
            : this.objects.deleteVersion(bucket.name, key, versionId);
        await this.blobs.remove(orphans);
        removed += 1;
      }
      for (const upload of this.uploads.all(bucket.name)) {
        const due = bucket.lifecycle.some(
          (rule) =>
            upload.key.startsWith(rule.prefix) && isDue(upload.startedAt, rule.abortUploadDays, this.now()),
        );
        if (due) await this.blobs.remove(this.uploads.remove(upload.id));
      }
    }
    return removed;
  }

  /** Drops bytes that no object and no upload refers to. */
  async clean(): Promise<void> {
    await this.blobs.keepOnly(new Set([...this.objects.blobs(), ...this.uploads.blobs()]));
  }

  close(): void {
    this.#database.close();
  }
}
