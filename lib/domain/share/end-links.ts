import type { Audited, NewAuditEvent } from '../../contracts/audit/audited.ts';
import { isOpen, type ShareLinks } from './link.ts';
import { linkEnded } from './link-ended.ts';

export interface EndLinksPorts {
  readonly links: Pick<ShareLinks, 'ofGuide' | 'revoke'>;
  readonly newAuditEvent: NewAuditEvent;
  readonly now: () => Date;
}

/** Revokes every link of the guide that is still open: whoever follows one is told that it has ended. */
export async function endLinks(
  { links, now, newAuditEvent }: EndLinksPorts,
  { tenantId, guideId }: { tenantId: string; guideId: string },
  actor?: Audited['actor'],
): Promise<void> {
  const at = now();
  const open = (await links.ofGuide(tenantId, guideId)).filter((link) => isOpen(link, at));
  await Promise.all(
    open.map(({ id }) =>
      links.revoke(
        tenantId,
        id,
        at.toISOString(),
        linkEnded(newAuditEvent, { tenantId, guideId, id }, actor),
      ),
    ),
  );
}
