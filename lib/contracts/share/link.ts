import * as z from 'zod/mini';
import { visibility } from '../guides/guide.ts';

/** Days for which a link lasts when nobody says otherwise. */
export const linkDays = 30;
export const longestLinkName = 100;

/**
 * `POST /v1/guides/{id}/links`. `expiresAt` is ISO 8601; null makes a link that lasts until it is revoked. `name` says
 * whom the link is for; readers never see it.
 */
export const createLinkRequest = z.object({
  name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(longestLinkName))),
  expiresAt: z.optional(z.nullable(z.iso.datetime({ offset: true }))),
});
export type CreateLinkRequest = z.infer<typeof createLinkRequest>;

export const shareLink = z.object({
  id: z.string(),
  guideId: z.string(),
  name: z.nullable(z.string()),
  /** A person, with the name that they had then, or an API key. Null where nobody noted it. */
  createdBy: z.nullable(z.object({ id: z.string(), name: z.nullable(z.string()) })),
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

/**
 * Seconds for which the edge may still answer from memory what needs a cookie: so long after a link is revoked can
 * somebody who had opened the guide read it. CloudFront's managed caching policy remembers for no less.
 */
export const afterRevocationSeconds = 1;

/** The same for what everyone may read: so long is a public page shown after it was taken away. */
export const publicMemorySeconds = 60;
