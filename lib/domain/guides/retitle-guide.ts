import type { Draft } from '../../contracts/guides/draft.ts';
import type { RetitleResponse } from '../../contracts/guides/guide.ts';
import type { GuideContents, GuideRecord, GuideRecords } from './guide-record.ts';

/** Input of the state machine retitle-guide. */
export interface RetitleInput {
  readonly tenantId: string;
  readonly guideId: string;
  readonly version: number;
  readonly requestedBy: string;
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

/** Has a model better the titles of the newest version; asking again while it does, or after it did, is no harm. */
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
  const { version } = record;
  const draft = await ports.contents.read(guideId, version);
  if (draft?.tenantId !== tenantId) return { ok: false, reason: 'not-found' };
  if (!couldBeBetter(draft)) return { ok: true, value: { guideId, version, status: 'done' } };
  const started = await ports.workflow.start({ tenantId, guideId, version, requestedBy: userId });
  if (started === 'exhausted') return { ok: false, reason: 'retitled-too-often' };
  return { ok: true, value: { guideId, version, status: 'running' } };
}

/** Rules had a part in its titles, or nobody noted whose they are. */
export function couldBeBetter({ titledBy }: Pick<Draft, 'titledBy'>): boolean {
  return titledBy?.degraded ?? true;
}

export function isPublished({ status }: Pick<GuideRecord, 'status'>): boolean {
  return status === 'published' || status === 'partial';
}
