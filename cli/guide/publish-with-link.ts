import type { Guide } from '../../lib/contracts/guides/guide.ts';
import type { GuidewrightApi } from '../api/guidewright-api.ts';
import type { Progress } from '../progress.ts';

export interface PublishedGuide {
  /** Share link: opens the guide for whoever holds it. */
  readonly guideUrl: string;
  readonly guide: Guide;
  /** What a partial guide lacks. */
  readonly missing: readonly string[];
}

/** Waits for a finalized recording's guide and makes a share link to it. */
export async function publishWithLink(
  api: GuidewrightApi,
  recordingId: string,
  progress: Progress,
): Promise<PublishedGuide> {
  progress.step('Publishing the guide');
  const { guideId } = await api.whenPublished(recordingId);
  const { guide, missing, visibility } = await api.readGuide(guideId);
  if (visibility === 'private') await api.setVisibility(guideId, 'link');
  const { url } = await api.createLink(guideId);
  progress.step(`Published “${guide.title}”, ${guide.steps.length} steps`);
  for (const sentence of missing) progress.step(`Note: ${sentence}`);
  return { guideUrl: url, guide, missing };
}
