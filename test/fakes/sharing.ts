import type { AuditEvent } from '../../lib/contracts/audit/entry.ts';
import type { Draft } from '../../lib/contracts/guides/draft.ts';
import type { ShareLinks, StoredLink } from '../../lib/domain/share/link.ts';
import type { MovingPorts } from '../../lib/domain/share/move-publication.ts';
import type { SharedGuide, SharedGuides } from '../../lib/domain/share/published-guide.ts';
import { newAuditEvent } from '../../lib/runtime/audit-outbox.ts';
import { guideDraft, guideId, recordingId, tenantId } from './guide-draft.ts';

export function sharedGuide(changes: Partial<SharedGuide> = {}): SharedGuide {
  return {
    id: guideId,
    tenantId,
    recordingId,
    title: 'Order a product in **Acme Shop**',
    version: 1,
    status: 'publishing',
    visibility: 'link',
    publicationId: null,
    missing: [],
    ...changes,
  };
}

/** Guides, links and the published bucket in memory. `journal` has every write to the bucket, in order. */
export function fakeSharing(guide: SharedGuide = sharedGuide(), content: Draft = guideDraft()) {
  let current: SharedGuide | undefined = guide;
  const objects = new Map<string, string>();
  const links = new Map<string, StoredLink>();
  const journal: string[] = [];
  const now = new Date('2026-03-01T10:00:00Z');
  /** In the order in which they were kept with a change. */
  const events: AuditEvent[] = [];
  const own = (tenant: string, id: string) =>
    current?.tenantId === tenant && current.id === id ? current : undefined;
  const guides: SharedGuides = {
    find: async (tenant, id) => own(tenant, id),
    claimPublication: async (tenant, id, candidate) => {
      const found = own(tenant, id);
      if (!found) return undefined;
      current = { ...found, publicationId: found.publicationId ?? candidate };
      return current.publicationId ?? undefined;
    },
    movePublication: async (tenant, id, from, to) => {
      const found = own(tenant, id);
      if (found?.publicationId !== from) return false;
      current = { ...found, publicationId: to };
      return true;
    },
    setVisibility: async (tenant, id, visibility, event) => {
      const found = own(tenant, id);
      if (!found) return;
      current = { ...found, visibility };
      events.push(event);
    },
    setPublished: async (tenant, id, { version, status, isDecided }, event) => {
      const found = own(tenant, id);
      if (found?.version !== version || (found.status === 'blocked' && !isDecided)) return false;
      current = { ...found, status };
      events.push(event);
      return true;
    },
  };
  const shareLinks: ShareLinks = {
    add: async (link, event) => {
      links.set(link.id, link);
      events.push(event);
    },
    find: async (id) => links.get(id),
    ofGuide: async (tenant, id) =>
      [...links.values()].filter((link) => link.tenantId === tenant && link.guideId === id),
    revoke: async (_tenant, id, at, event) => {
      const link = links.get(id);
      if (!link || link.revokedAt) return;
      links.set(id, { ...link, revokedAt: at });
      events.push(event);
    },
    lead: async (_tenant, id, publicationId) => {
      const link = links.get(id);
      if (link) links.set(id, { ...link, publicationId });
    },
  };
  const ports: MovingPorts = {
    guides,
    links: shareLinks,
    contents: { read: async () => content },
    publications: {
      list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)),
      copyPicture: async (mediaKey, key) => {
        journal.push(`put ${key}`);
        objects.set(key, mediaKey);
      },
      copy: async (from, to) => {
        journal.push(`put ${to}`);
        objects.set(to, objects.get(from) ?? '');
      },
      put: async (key, body) => {
        journal.push(`put ${key}`);
        objects.set(key, body);
      },
      remove: async (keys) => {
        for (const key of keys) {
          journal.push(`remove ${key}`);
          objects.delete(key);
        }
      },
    },
    newAuditEvent: (audited) => newAuditEvent(audited, now),
    now: () => now,
    edgeUrl: 'https://edge.example',
  };
  return {
    ports,
    objects,
    links,
    journal,
    events,
    guide: () => current,
    change: (changes: Partial<SharedGuide>) => {
      if (current) current = { ...current, ...changes };
    },
    forget: () => {
      current = undefined;
    },
  };
}
