import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import type { GuideSummary, Visibility } from '../../contracts/guides/guide.ts';

export type GuideStatus = GuideSummary['status'];

/** A guide as the database has it; the steps are the content's business. */
export interface GuideRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly recordingId: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly status: GuideStatus;
  readonly visibility: Visibility;
  readonly version: number;
  readonly stepCount: number;
  /** Thumbnail of the first step that has one, in the media bucket. */
  readonly coverKey: string | null;
  readonly publicationId: string | null;
  /** The version that readers see; null before there is one. */
  readonly publishedVersion: number | null;
  readonly missing: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewVersion {
  readonly record: Omit<GuideRecord, 'publicationId' | 'publishedVersion'>;
  readonly contentHash: string;
  /** Kept with the version where it is saved. */
  readonly event?: AuditEvent;
}

export interface RetitledVersion extends NewVersion {
  /** The version whose titles these better. */
  readonly from: number;
  /** That somebody asked for it. */
  readonly event: AuditEvent;
}

/** Where a page of a list begins: after this guide, newest first. */
export interface ListPosition {
  readonly createdAt: Date;
  readonly id: string;
}

/** Every look-up names the tenant. Deleted guides are not found. */
export interface GuideRecords {
  find(tenantId: string, guideId: string): Promise<GuideRecord | undefined>;
  list(tenantId: string, after: ListPosition | undefined, limit: number): Promise<GuideRecord[]>;
  /** The version that a recording has been saved as, if it has. */
  versionOfRecording(tenantId: string, guideId: string, recordingId: string): Promise<number | undefined>;
  /** The version that another one has been saved as with other titles, if it has. */
  versionRetitledFrom(tenantId: string, guideId: string, from: number): Promise<number | undefined>;
  latestVersion(tenantId: string, guideId: string): Promise<number>;
  /** Row of the version and the guide's own, in one transaction. Gives the version that the recording has then. */
  addVersion(version: NewVersion): Promise<number>;
  /** As addVersion, if the newest version is still the one that was retitled; false where another has followed it. */
  addRetitled(version: RetitledVersion): Promise<boolean>;
  /** A guide that is held stays so, whatever fails. */
  setStatus(tenantId: string, guideId: string, status: GuideStatus): Promise<void>;
  markDeleted(tenantId: string, guideId: string, at: Date, event: AuditEvent): Promise<void>;
}

export interface GuideContents {
  /** Immutable: `taken` says that another content has the version already; the same one again is `kept`. */
  keep(draft: Draft, version: number, contentHash: string): Promise<'kept' | 'taken'>;
  read(guideId: string, version: number): Promise<Draft | undefined>;
}

/** Addresses of pictures in the media bucket, good for a while for whoever has them. */
export interface SignedPictures {
  address(key: string): Promise<string>;
}
