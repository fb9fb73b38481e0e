import type { Draft, SavedVersion } from '../../contracts/guides/draft.ts';
import type { RetitleResponse } from '../../contracts/guides/guide.ts';
import type { GuideContents, GuideRecord, GuideRecords } from './guide-record.ts';

/** Input of the state machine retitle-guide. */
export interface RetitleInput {
  readonly tenantId: string;
  readonly guideId: string;
  readonly version: number;
  readonly requestedBy: string;
  /** The version that has better titles already and was not published: only that is left to do. */
  readonly saved?: SavedVersion;
}

export interface RetitlePorts {
  readonly guides: Pick<GuideRecords, 'find'>;
  readonly contents: Pick<GuideContents, 'read'>;
  /** One execution of a version at a time; `exhausted` where it was asked for too often already. */
  readonly workflow: { start(input: RetitleInput): Promise<'running' | 'exhausted'> };
  /** Language models that the deployment may ask. */
  readonly models: number;
}

export const retitleRefusals = {
  'no-model': { status: 409, title: 'No language model is there that could better the titles' },
  'not-published': { status: 409, title: 'The guide is not published yet' },
  'retitled-too-often': { status: 409, title: 'Better titles of this version were asked for too often' },
} as const;

export type RetitleOutcome =
  | { ok: true; value: RetitleResponse }
  | { ok: false; reason: 'not-found' | keyof typeof retitleRefusals };

/**
 * Has a model better the titles of the newest version; asking again while it does, or after it did, is no harm. What was
 * bettered and never published, because that failed, is published first: readers wait for it.
 */
export async function retitleGuide(
  ports: RetitlePorts,
  caller: { readonly tenantId: string; readonly userId: string },
  guideId: string,
): Promise<RetitleOutcome> {
  const { tenantId, userId } = caller;
  const record = await ports.guides.find(tenantId, guideId);
  if (!record) return { ok: false, reason: 'not-found' };
  if (ports.models === 0) return { ok: false, reason: 'no-model' };
  if (!isPublished(record)) return { ok: false, reason: 'not-published' };
  const { version, recordingId } = record;
  const draft = await ports.contents.read(guideId, version);
  if (draft?.tenantId !== tenantId) return { ok: false, reason: 'not-found' };
  const from = unpublishedFrom(record, draft);
  if (from === undefined && !couldBeBetter(draft))
    return { ok: true, value: { guideId, version, status: 'done' } };
  const asked = { tenantId, guideId, version: from ?? version, requestedBy: userId };
  const saved = { tenantId, guideId, recordingId, version, blocked: false };
  const started = await ports.workflow.start({ ...asked, ...(from !== undefined && { saved }) });
  if (started === 'exhausted') return { ok: false, reason: 'retitled-too-often' };
  return { ok: true, value: { guideId, version: asked.version, status: 'running' } };
}

/** Of a version with better titles that readers do not see yet, the one that it betters. */
function unpublishedFrom(
  { version, publishedVersion }: Pick<GuideRecord, 'version' | 'publishedVersion'>,
  { retitled }: Pick<Draft, 'retitled'>,
): number | undefined {
  return version === publishedVersion ? undefined : retitled?.from;
}

/** Asking for better titles would change what readers see. */
export function canRetitle(
  record: Pick<GuideRecord, 'status' | 'version' | 'publishedVersion'>,
  draft: Pick<Draft, 'titledBy' | 'retitled'>,
): boolean {
  return isPublished(record) && (couldBeBetter(draft) || unpublishedFrom(record, draft) !== undefined);
}

/** Rules had a part in its titles, or nobody noted whose they are. */
function couldBeBetter({ titledBy }: Pick<Draft, 'titledBy'>): boolean {
  return titledBy?.degraded ?? true;
}

function isPublished({ status }: Pick<GuideRecord, 'status'>): boolean {
  return status === 'published' || status === 'partial';
}
