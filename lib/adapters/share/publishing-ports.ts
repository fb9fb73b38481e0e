import type { PublishingPorts } from '../../domain/share/publish-guide.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { savedVersions } from '../../runtime/saved-versions.ts';
import { publications } from './publications.ts';
import { publishedGuides } from './published-guides.ts';

export const publishingVariables = [
  'DATABASE_ARN',
  'DATABASE_SECRET_ARN',
  'DATABASE_NAME',
  'CONTENT_TABLE_NAME',
  'MEDIA_BUCKET_NAME',
  'PUBLISHED_BUCKET_NAME',
  'EDGE_URL',
] as const;

type PublishingEnv = Readonly<Record<(typeof publishingVariables)[number], string>>;

/** The ports of everything that writes or moves a publication. */
export function publishingPorts(env: PublishingEnv): PublishingPorts {
  return {
    guides: publishedGuides(env),
    contents: savedVersions(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME),
    publications: publications(env.MEDIA_BUCKET_NAME, env.PUBLISHED_BUCKET_NAME),
    newAuditEvent,
    now: () => new Date(),
    edgeUrl: env.EDGE_URL,
  };
}
