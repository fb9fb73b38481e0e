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
  if (guide.steps.length === 0)
    progress.step(
      'Note: the guide is empty. Nothing was done that is kept, or the company’s redaction policy lets nothing of these pages be recorded.',
    );
  for (const sentence of missing) progress.step(`Note: ${sentence}`);
  return { guideUrl: url, guide, missing };
}
