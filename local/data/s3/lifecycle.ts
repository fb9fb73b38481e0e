import { isLocked } from './object-lock.ts';
import type { StoredObject } from './stored-object.ts';

export interface LifecycleRule {
  readonly prefix: string;
  readonly expirationDays: number | undefined;
  readonly noncurrentDays: number | undefined;
  readonly abortUploadDays: number | undefined;
  /** Delete a deletion marker once no version is left behind it. */
  readonly expireMarkers: boolean;
}

interface Removal {
  readonly key: string;
  /** Absent: delete the current version, as a request without a version would. */
  readonly versionId?: string;
}

const day = 24 * 3_600_000;

/** S3 counts days from the event and then waits for the next midnight UTC. */
export function dueAt(from: number, days: number): number {
  return Math.ceil((from + days * day) / day) * day;
}

/** What a bucket's rules remove at `now`. `versions`: all of the bucket, newest first within a key. */
export function expired(
  rules: readonly LifecycleRule[],
  versions: readonly StoredObject[],
  now: number,
): readonly Removal[] {
  return versions.flatMap((object, index) => {
    const matching = rules.filter((rule) => object.key.startsWith(rule.prefix));
    const newer = versions[index - 1];
    const older = versions[index + 1];
    if (!object.latest) {
      // What is locked outlives every rule.
      if (isLocked(object, now)) return [];
      // A version becomes noncurrent when its successor is written.
      const since = newer?.key === object.key ? newer.modifiedAt : object.modifiedAt;
      const due = matching.some((rule) => isDue(since, rule.noncurrentDays, now));
      return due ? [{ key: object.key, versionId: object.versionId }] : [];
    }
    if (object.deleteMarker) {
      const alone = older?.key !== object.key;
      const due = alone && matching.some((rule) => rule.expireMarkers);
      return due ? [{ key: object.key, versionId: object.versionId }] : [];
    }
    return matching.some((rule) => isDue(object.modifiedAt, rule.expirationDays, now))
      ? [{ key: object.key }]
      : [];
  });
}

export function isDue(from: number, days: number | undefined, now: number): boolean {
  return days !== undefined && dueAt(from, days) <= now;
}
