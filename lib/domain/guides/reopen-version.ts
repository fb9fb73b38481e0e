import * as z from 'zod/mini';
import type { AssembledGuide, Draft } from '../../contracts/guides/draft.ts';
import type { GuideContents } from './guide-record.ts';

/** Of the workflow retitle-guide, as retitleGuide starts it, and the name of the execution. */
export const reopenVersionInput = z.object({
  tenantId: z.string(),
  guideId: z.string(),
  version: z.int(),
  requestedBy: z.string(),
  execution: z.string(),
});

export interface ReopenVersionPorts {
  readonly contents: Pick<GuideContents, 'read'>;
  readonly drafts: { write(key: string, draft: Draft): Promise<void> };
}

/** The version as a draft once more, with its pictures, for other titles. */
export async function reopenVersion(
  ports: ReopenVersionPorts,
  { tenantId, guideId, version, requestedBy, execution }: z.infer<typeof reopenVersionInput>,
): Promise<AssembledGuide> {
  const saved = await ports.contents.read(guideId, version);
  if (saved?.tenantId !== tenantId) throw new Error(`guide ${guideId} has no version ${version}`);
  const { titledBy: _, ...draft } = saved;
  const draftKey = `drafts/${guideId}/${execution}.json`;
  await ports.drafts.write(draftKey, { ...draft, retitled: { from: version, requestedBy } });
  return { draftKey, screenshots: [] };
}
