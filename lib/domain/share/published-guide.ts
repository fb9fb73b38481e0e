import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import type { GuideSummary, Visibility } from '../../contracts/guides/guide.ts';

/** What sharing needs to know of a guide. */
export interface SharedGuide {
  readonly id: string;
  readonly tenantId: string;
  readonly recordingId: string;
  readonly title: string;
  readonly version: number;
  readonly status: GuideSummary['status'];
  readonly visibility: Visibility;
  readonly publicationId: string | null;
  readonly missing: readonly string[];
}

/** Every look-up names the tenant. Deleted guides are not found. */
export interface SharedGuides {
  find(tenantId: string, guideId: string): Promise<SharedGuide | undefined>;
  /** Gives the guide's publication, `candidate` when it had none. Undefined when the guide is gone. */
  claimPublication(tenantId: string, guideId: string, candidate: string): Promise<string | undefined>;
  /** Moves the publication, unless someone else has moved it from `from` before. */
  movePublication(tenantId: string, guideId: string, from: string, to: string): Promise<boolean>;
  setVisibility(tenantId: string, guideId: string, visibility: Visibility, event: AuditEvent): Promise<void>;
  /** Gives false where the guide is gone, has another version by now, or waits for a decision that this is not. */
  setPublished(tenantId: string, guideId: string, as: PublishedAs, event: AuditEvent): Promise<boolean>;
}

export interface PublishedAs {
  /** The one that was written. */
  readonly version: number;
  readonly status: 'published' | 'partial';
  /** Somebody decided to publish this version, which waited for that. */
  readonly isDecided: boolean;
}

/** Whether the newest version waits for somebody's decision; what an earlier one was published as stands meanwhile. */
export function isHeld({ status }: Pick<SharedGuide, 'status'>): boolean {
  return status === 'blocked';
}

export interface GuideContents {
  read(guideId: string, version: number): Promise<Draft | undefined>;
}

export class ContentMissing extends Error {
  override readonly name = 'ContentMissing';
}

/** Content of the guide's newest version, which must be the tenant's own. */
export async function contentOf(
  contents: GuideContents,
  { id, tenantId, version }: SharedGuide,
): Promise<Draft> {
  const draft = await contents.read(id, version);
  if (draft?.tenantId !== tenantId) throw new ContentMissing(`guide ${id}, version ${version}`);
  return draft;
}

/** Pages are named with their file: the edge serves objects, not folders. */
export function publishedUrl(edgeUrl: string, publicationId: string, visibility: Visibility): string {
  return `${edgeUrl}/${visibility === 'public' ? 'p' : 'g'}/${publicationId}/index.html`;
}
