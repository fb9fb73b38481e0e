import { newIdentifier } from './identifier.ts';
import { isOpen, type ShareLinks } from './link.ts';
import {
  carryPublication,
  type PublishingPorts,
  removePublication,
  writePublication,
} from './publish-guide.ts';
import { isHeld, type SharedGuide } from './published-guide.ts';

export interface MovingPorts extends PublishingPorts {
  readonly links: ShareLinks;
}

/**
 * Gives the guide's pages a new unguessable path, so that cookies already handed out lead to nothing; links that are
 * still open follow. Each part can be done again, and `from` says whether the move itself has been done.
 */
export async function movePublication(ports: MovingPorts, guide: SharedGuide, from: string): Promise<void> {
  const { tenantId, id } = guide;
  if (guide.publicationId === from) {
    const to = newIdentifier('pub');
    // Of a held version nothing is to be seen: what an earlier one was published as goes on.
    if (isHeld(guide)) await carryPublication(ports.publications, from, to);
    else await writePublication(ports, guide, to);
    const moved = await ports.guides.movePublication(tenantId, id, from, to);
    if (!moved) await removePublication(ports.publications, to);
  }
  const current = (await ports.guides.find(tenantId, id))?.publicationId;
  if (current) await leadLinks(ports, guide, current);
  if (current !== from) await removePublication(ports.publications, from);
}

async function leadLinks(ports: MovingPorts, { tenantId, id }: SharedGuide, current: string): Promise<void> {
  const links = await ports.links.ofGuide(tenantId, id);
  const astray = links.filter((link) => isOpen(link, ports.now()) && link.publicationId !== current);
  await Promise.all(astray.map((link) => ports.links.lead(tenantId, link.id, current)));
}
