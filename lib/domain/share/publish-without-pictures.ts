import { actorOf } from '../../contracts/audit/audited.ts';
import type { GuidePublished, GuideSummary } from '../../contracts/guides/guide.ts';
import { type PublishingPorts, publishGuide } from './publish-guide.ts';
import { publishedUrl } from './published-guide.ts';

export interface PublishWithoutPicturesPorts extends PublishingPorts {
  readonly bus: { announcePublication(published: GuidePublished): Promise<void> };
}

export type PublishedWithoutPictures =
  | { ok: true; value: { status: GuideSummary['status']; publishedUrl: string } }
  | { ok: false; reason: 'not-found' | 'not-blocked' };

/**
 * Somebody's decision about a guide that waits because pictures show what could not be covered: it is published as it
 * was saved, which is without them. Asked again it is announced again, should that have failed.
 */
export async function publishWithoutPictures(
  ports: PublishWithoutPicturesPorts,
  caller: { readonly tenantId: string; readonly userId: string; readonly guideId: string },
): Promise<PublishedWithoutPictures> {
  const { tenantId, guideId } = caller;
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  if (guide.status !== 'blocked' && guide.status !== 'partial') return { ok: false, reason: 'not-blocked' };
  const published =
    guide.status === 'blocked'
      ? await publishGuide(
          ports,
          { tenantId, guideId },
          { actor: actorOf(caller), action: 'publishWithoutPictures' },
        )
      : { ...guide, guideId };
  const { recordingId, version, title, visibility, status } = published;
  await ports.bus.announcePublication({ tenantId, guideId, recordingId, version, title, visibility, status });
  const now = await ports.guides.find(tenantId, guideId);
  if (!now?.publicationId) return { ok: false, reason: 'not-found' };
  return {
    ok: true,
    value: { status, publishedUrl: publishedUrl(ports.edgeUrl, now.publicationId, now.visibility) },
  };
}
