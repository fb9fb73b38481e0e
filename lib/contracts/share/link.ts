import * as z from 'zod/mini';
import { visibility } from '../guides/guide.ts';

/** `POST /v1/guides/{id}/links`. Without `expiresAt` (ISO 8601) a link lasts until it is revoked. */
export const createLinkRequest = z.object({ expiresAt: z.optional(z.iso.datetime({ offset: true })) });

export const shareLink = z.object({
  id: z.string(),
  guideId: z.string(),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
});
export type ShareLink = z.infer<typeof shareLink>;

/** `url` is shown once: only a hash of its token is stored. */
export const createLinkResponse = z.object({ link: shareLink, url: z.string() });
export type CreateLinkResponse = z.infer<typeof createLinkResponse>;

export const listLinksResponse = z.object({ links: z.array(shareLink) });
export type ListLinksResponse = z.infer<typeof listLinksResponse>;

/** `PUT /v1/guides/{id}/visibility` */
export const setVisibilityRequest = z.object({ visibility });

/** `POST /v1/guides/{id}/access`: signed cookies are set on the response; `url` then opens. */
export const accessResponse = z.object({ url: z.string(), expiresAt: z.string() });
export type AccessResponse = z.infer<typeof accessResponse>;
