import type { PublishingPorts } from '../../domain/share/publish-guide.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { guideContents } from './guide-contents.ts';
import { publications } from './publications.ts';
import { type DatabaseEnv, publishedGuides } from './published-guides.ts';

export type PublishingEnv = DatabaseEnv &
  Readonly<Record<'CONTENT_TABLE_NAME' | 'MEDIA_BUCKET_NAME' | 'PUBLISHED_BUCKET_NAME' | 'EDGE_URL', string>>;

/** The ports of everything that writes or moves a publication. */
export function publishingPorts(env: PublishingEnv): PublishingPorts {
  return {
    guides: publishedGuides(env),
    contents: guideContents(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
    publications: publications(env.MEDIA_BUCKET_NAME, env.PUBLISHED_BUCKET_NAME),
    newAuditEvent,
    now: () => new Date(),
    edgeUrl: env.EDGE_URL,
  };
}
