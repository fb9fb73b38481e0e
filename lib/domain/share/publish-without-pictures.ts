import { actorOf } from '../../contracts/audit/audited.ts';
import type { GuidePublished, GuideSummary } from '../../contracts/guides/guide.ts';
import { type PublishingPorts, publishGuide } from './publish-guide.ts';
import { isHeld, publishedUrl } from './published-guide.ts';

export interface PublishWithoutPicturesPorts extends PublishingPorts {
  readonly bus: { announcePublication(published: GuidePublished): Promise<void> };
}

export type PublishedWithoutPictures =
  | { ok: true; value: { status: GuideSummary['status']; publishedUrl: string } }
  | { ok: false; reason: 'not-found' | 'not-blocked' | 'version-changed' };

/**
 * Somebody's decision about a guide that waits because pictures show what could not be covered: it is published as it
 * was saved, which is without them. It is noted last, so that asking again does what failed.
 */
export async function publishWithoutPictures(
  ports: PublishWithoutPicturesPorts,
  caller: { readonly tenantId: string; readonly userId: string; readonly guideId: string },
): Promise<PublishedWithoutPictures> {
  const { tenantId, guideId } = caller;
  const guide = await ports.guides.find(tenantId, guideId);
  if (!guide) return { ok: false, reason: 'not-found' };
  if (!isHeld(guide)) return { ok: false, reason: 'not-blocked' };
  const { status } = await publishGuide(
    ports,
    { tenantId, guideId },
    {
      actor: actorOf(caller),
      action: 'publishWithoutPictures',
      decided: guide.version,
      tell: (published) => ports.bus.announcePublication(published),
    },
  );
  // Another one came, and waits itself: nobody has decided about that.
  if (status === 'blocked') return { ok: false, reason: 'version-changed' };
  const now = await ports.guides.find(tenantId, guideId);
  if (!now?.publicationId) return { ok: false, reason: 'not-found' };
  return {
    ok: true,
    value: { status, publishedUrl: publishedUrl(ports.edgeUrl, now.publicationId, now.visibility) },
  };
}
